import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { money, properName } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import { ProductArt } from './ProductArt.tsx'
import classes from './ProductCard.module.css'

const ProductCard_product = graphql(`
  fragment ProductCard_product on Product {
    code
    name
    description
    icon
    covers { code name optional sumInsured { amount currencyCode } }
  }
`)

/** A product of the catalogue; the whole card leads to its price. */
export function ProductCard({ product }: { product: FragmentType<typeof ProductCard_product> }) {
  const t = useTexts()
  const { code, name, description, icon, covers } = readFragment(ProductCard_product, product)
  return (
    <article className={classes.card}>
      <ProductArt icon={icon} />
      <div className={classes.body}>
        <h2 className={classes.name}>{properName(name)}</h2>
        <p className={classes.description}>{description}</p>
        <ul className={classes.covers} aria-label={t('selling.coversOf', { product: properName(name) })}>
          {covers.map((cover) => (
            <li key={cover.code}>
              <span>
                {cover.name}
                {cover.optional && <span className={classes.optional}> {t('selling.optionalShort')}</span>}
              </span>
              <span className={classes.sum}>{cover.sumInsured ? money(cover.sumInsured) : ''}</span>
            </li>
          ))}
        </ul>
        <Link
          to={`/sell/${encodeURIComponent(code)}`}
          className={classes.action}
          aria-label={t('selling.getPriceFor', { product: properName(name) })}
        >
          {t('selling.getPrice')}
        </Link>
      </div>
    </article>
  )
}
