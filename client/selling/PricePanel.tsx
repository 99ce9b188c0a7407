import { Button, Stack } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, money } from '../lib/format.ts'
import classes from './PricePanel.module.css'
import { ProductArt } from './ProductArt.tsx'

const PricePanel_offer = graphql(`
  fragment PricePanel_offer on Offer {
    number
    validUntil
    totalPrice { amount currencyCode }
    coverPrices { code name price { amount currencyCode } }
  }
`)

type Props = { icon: string; offer: FragmentType<typeof PricePanel_offer> | null; onChange(): void }

/** The price, and the two ways on from it: change something, or buy. */
export function PricePanel({ icon, offer, onChange }: Props) {
  const read = readFragment(PricePanel_offer, offer)
  const price = useRef<HTMLHeadingElement>(null)
  const number = read?.number
  useEffect(() => {
    if (number) price.current?.focus()
  }, [number])
  return (
    <section className={classes.panel} aria-label="Price" data-empty={!read}>
      <div className={classes.art}>
        <ProductArt icon={icon} />
      </div>
      {!read && <p className={classes.hint}>The price appears here. It does not bind anybody until you buy.</p>}
      {read && (
        <div className={classes.body}>
          <h2 ref={price} tabIndex={-1} className={classes.price}>
            <span className={classes.label}>Price</span> {money(read.totalPrice)}
          </h2>
          <dl className={classes.covers}>
            {read.coverPrices.map(({ code, name, price }) => (
              <div key={code}>
                <dt>{name}</dt>
                <dd>{money(price)}</dd>
              </div>
            ))}
          </dl>
          <p className={classes.valid}>Valid until {calendarDay(read.validUntil.slice(0, 10))}</p>
          <Stack gap={8}>
            <Button component={Link} to={`/offers/${encodeURIComponent(read.number)}`} size="md">
              Buy
            </Button>
            <Button variant="default" onClick={onChange}>
              Change
            </Button>
          </Stack>
        </div>
      )}
    </section>
  )
}
