import { Link } from 'react-router'
import type { PeriodUnit } from '../gql/graphql.ts'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import { periodEnd, periodNames } from './calendar.ts'
import classes from './SalesPage.module.css'
import { SalesTable } from './SalesTable.tsx'
import type { LinkTo } from './sales-view.ts'
import { TrendChart } from './TrendChart.tsx'

const SalesTrend_report = graphql(`
  fragment SalesTrend_report on SalesReport { trend { from count premium { amount currencyCode } } }
`)

type Props = { report: FragmentType<typeof SalesTrend_report>; unit: PeriodUnit; linkTo: LinkTo }

/** Premiums over time: as a line, and as a table for whoever cannot see it or wants the policies of a period. */
export function SalesTrend({ report, unit, linkTo }: Props) {
  const t = useTexts()
  const { trend } = readFragment(SalesTrend_report, report)
  const nameOf = periodNames(unit)
  const points = trend.map(({ from, premium }) => ({ name: nameOf(from), premium: Number(premium.amount) }))
  const currency = trend[0]?.premium.currencyCode ?? 'EUR'
  return (
    <section className={`${classes.card} ${classes.across}`} aria-labelledby="trend-heading">
      <h2 id="trend-heading" className={classes.heading}>
        {t('sales.trend')}
      </h2>
      {trend.length === 0 && <p className={classes.nothing}>{t('sales.nothing')}</p>}
      {trend.length > 0 && (
        <>
          <div className={classes.chart} aria-hidden="true">
            <TrendChart points={points} series={t('sales.premium')} currency={currency} />
          </div>
          <details className={classes.asTable}>
            <summary>{t('sales.asTable')}</summary>
            <div className={classes.scroll}>
              <SalesTable
                of={t('sales.period')}
                rows={trend.map(({ from, count, premium }) => ({
                  key: from,
                  count,
                  premium,
                  head: <Link to={linkTo({ from, to: periodEnd(from, unit) })}>{nameOf(from)}</Link>,
                }))}
              />
            </div>
          </details>
        </>
      )}
    </section>
  )
}
