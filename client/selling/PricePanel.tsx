import { Button, Stack } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, money } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
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

type Props = { icon: string; offer: FragmentType<typeof PricePanel_offer> | null; onChange(): void }

/** The price, and the two ways on from it: change something, or buy. */
export function PricePanel({ icon, offer, onChange }: Props) {
  const t = useTexts()
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
    <section className={classes.panel} aria-label={t('selling.price')} data-empty={!read}>
      <ProductArt icon={icon} className={classes.art} />
      {!read && <p className={classes.hint}>{t('selling.priceHint')}</p>}
      {read && (
        <div className={classes.body}>
          <h2 ref={price} tabIndex={-1} className={classes.price}>
            <span className={classes.label}>{t('selling.price')}</span> {money(read.totalPrice)}
          </h2>
          <dl className={classes.covers}>
            {read.coverPrices.map(({ code, name, price }) => (
              <div key={code}>
                <dt>{name}</dt>
                <dd>{money(price)}</dd>
              </div>
            ))}
          </dl>
          <p className={classes.valid}>
            {t(`selling.validity.${read.status}`, { day: calendarDay(read.validUntil.slice(0, 10)) })}
          </p>
          <Stack gap={8}>
            {read.status === 'NEW' && (
              <Button component={Link} to={`/offers/${encodeURIComponent(read.number)}`} size="md">
                {t('selling.buy')}
              </Button>
            )}
            <Button variant="default" onClick={onChange}>
              {t('selling.change')}
            </Button>
          </Stack>
        </div>
      )}
    </section>
  )
}
