import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { money, properName } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './SalesTotals.module.css'
import type { LinkTo } from './sales-view.ts'

const SalesTotals_report = graphql(`
  fragment SalesTotals_report on SalesReport {
    total { count premium { amount currencyCode } }
    byProduct { productCode product { name } count premium { amount currencyCode } }
  }
`)

/** How much, how many, and of which product; each leads to its policies. */
export function SalesTotals({ report, linkTo }: { report: FragmentType<typeof SalesTotals_report>; linkTo: LinkTo }) {
  const t = useTexts()
  const { total, byProduct } = readFragment(SalesTotals_report, report)
  return (
    <ul className={classes.totals} aria-label={t('sales.totals')}>
      <Total name={t('sales.total')} value={money(total.premium)} to={linkTo()} isMain />
      <Total name={t('sales.number')} value={t('sales.pieces', { count: total.count })} to={linkTo()} isMain />
      {byProduct.map(({ productCode, product, count, premium }) => (
        <Total
          key={productCode}
          name={product ? properName(product.name) : productCode}
          value={t('sales.pieces', { count })}
          about={money(premium)}
          to={linkTo({ product: productCode })}
        />
      ))}
    </ul>
  )
}

type TotalProps = { name: string; value: string; about?: string; to: string; isMain?: boolean }

function Total({ name, value, about, to, isMain = false }: TotalProps) {
  return (
    <li className={classes.total} data-main={isMain}>
      <Link to={to} className={classes.link}>
        <span className={classes.name}>{name}</span>
        <span className={classes.value}>{value}</span>
        {about && <span className={classes.name}>{about}</span>}
      </Link>
    </li>
  )
}
