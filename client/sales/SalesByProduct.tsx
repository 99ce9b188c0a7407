import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { percent, properName } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './SalesPage.module.css'
import { SalesTable } from './SalesTable.tsx'
import { ShareChart } from './ShareChart.tsx'
import type { LinkTo } from './sales-view.ts'

const SalesByProduct_report = graphql(`
  fragment SalesByProduct_report on SalesReport {
    byProduct { productCode product { name } count premium { amount currencyCode } }
  }
`)

/** Apart for all kinds of sight on white and on dark; after the last one they begin again. */
const colors = ['lagoon.5', 'ember.5', 'blue.5', 'yellow.6', 'grape.5', 'gray.6']
const colorOf = (at: number) => colors[at % colors.length] ?? 'gray.6'
const variableOf = (color: string) => `var(--mantine-color-${color.replace('.', '-')})`

type Props = { report: FragmentType<typeof SalesByProduct_report>; linkTo: LinkTo }

/** Each product's share. */
export function SalesByProduct({ report, linkTo }: Props) {
  const t = useTexts()
  const { byProduct } = readFragment(SalesByProduct_report, report)
  const rows = byProduct.map(({ productCode, product, count, premium }, at) => ({
    productCode,
    name: product ? properName(product.name) : productCode,
    count,
    premium,
    value: Math.max(0, Number(premium.amount)),
    color: colorOf(at),
  }))
  const total = rows.reduce((sum, { value }) => sum + value, 0)
  return (
    <section className={classes.card} aria-labelledby="products-heading">
      <h2 id="products-heading" className={classes.heading}>
        {t('sales.byProduct')}
      </h2>
      {rows.length === 0 && <p className={classes.nothing}>{t('sales.nothing')}</p>}
      {rows.length > 0 && (
        <>
          <div className={classes.share} aria-hidden="true">
            <ShareChart
              shares={rows.map(({ name, value, color }) => ({ name, value, color }))}
              currency={rows[0]?.premium.currencyCode ?? 'EUR'}
            />
          </div>
          <SalesTable
            of={t('sales.product')}
            more={[t('sales.share')]}
            rows={rows.map(({ productCode, name, count, premium, value, color }) => ({
              key: productCode,
              count,
              premium,
              more: [percent(total === 0 ? 0 : value / total)],
              head: (
                <Link to={linkTo({ product: productCode })}>
                  <span className={classes.swatch} style={{ background: variableOf(color) }} />
                  {name}
                </Link>
              ),
            }))}
          />
        </>
      )}
    </section>
  )
}
