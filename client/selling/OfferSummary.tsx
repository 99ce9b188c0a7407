import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { money, period, properName } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './PricePanel.module.css'
import { ProductArt } from './ProductArt.tsx'

const OfferSummary_offer = graphql(`
  fragment OfferSummary_offer on Offer {
    policyFrom
    policyTo
    product { name icon }
    totalPrice { amount currencyCode }
    coverPrices { code name price { amount currencyCode } }
  }
`)

/** What is about to be sold. */
export function OfferSummary({ offer }: { offer: FragmentType<typeof OfferSummary_offer> }) {
  const t = useTexts()
  const { policyFrom, policyTo, product, totalPrice, coverPrices } = readFragment(OfferSummary_offer, offer)
  return (
    <section className={classes.panel} aria-label={t('selling.offer')}>
      <ProductArt icon={product.icon} className={classes.art} />
      <div className={classes.body}>
        <h2 className={classes.price}>
          <span className={classes.label}>{properName(product.name)}</span> {money(totalPrice)}
        </h2>
        <dl className={classes.covers}>
          {coverPrices.map(({ code, name, price }) => (
            <div key={code}>
              <dt>{name}</dt>
              <dd>{money(price)}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.valid}>{period(policyFrom, policyTo)}</p>
      </div>
    </section>
  )
}
