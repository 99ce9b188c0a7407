import { Button, Stack } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import type { OfferStatus } from '../gql/graphql.ts'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, money } from '../lib/format.ts'
import classes from './PricePanel.module.css'
import { ProductArt } from './ProductArt.tsx'

const PricePanel_offer = graphql(`
  fragment PricePanel_offer on Offer {
    number
    status
    validUntil
    totalPrice { amount currencyCode }
    coverPrices { code name price { amount currencyCode } }
  }
`)

const validity: Record<OfferStatus, (day: string) => string> = {
  NEW: (day) => `Valid until ${day}`,
  EXPIRED: (day) => `This offer has expired. It was valid until ${day}.`,
  CONVERTED: () => 'This offer has been sold.',
}

type Props = { icon: string; offer: FragmentType<typeof PricePanel_offer> | null; onChange(): void }

/** The price, and the two ways on from it: change something, or buy. */
export function PricePanel({ icon, offer, onChange }: Props) {
  const read = readFragment(PricePanel_offer, offer)
  const price = useRef<HTMLHeadingElement>(null)
  const { state } = useLocation()
  const isNew = read !== null && state?.calculated === true
  useEffect(() => {
    if (!isNew) return
    // The page gives its heading the focus when it is opened; whoever has asked for the price wants to hear the price.
    const frame = requestAnimationFrame(() => price.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [isNew])
  return (
    <section className={classes.panel} aria-label="Price" data-empty={!read}>
      <ProductArt icon={icon} className={classes.art} />
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
          <p className={classes.valid}>{validity[read.status](calendarDay(read.validUntil.slice(0, 10)))}</p>
          <Stack gap={8}>
            {read.status === 'NEW' && (
              <Button component={Link} to={`/offers/${encodeURIComponent(read.number)}`} size="md">
                Buy
              </Button>
            )}
            <Button variant="default" onClick={onChange}>
              Change
            </Button>
          </Stack>
        </div>
      )}
    </section>
  )
}
