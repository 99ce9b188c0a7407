import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './SalesPage.module.css'
import { SalesTable } from './SalesTable.tsx'
import type { LinkTo } from './sales-view.ts'

const SalesByAgent_report = graphql(`
  fragment SalesByAgent_report on SalesReport {
    byAgent { login agent { name } count premium { amount currencyCode } }
  }
`)

type Props = { report: FragmentType<typeof SalesByAgent_report>; linkTo: LinkTo }

/** Every agent with a bar as long as what they have sold. */
export function SalesByAgent({ report, linkTo }: Props) {
  const t = useTexts()
  const { byAgent } = readFragment(SalesByAgent_report, report)
  const most = Math.max(0, ...byAgent.map(({ premium }) => Number(premium.amount)))
  return (
    <section className={classes.card} aria-labelledby="agents-heading">
      <h2 id="agents-heading" className={classes.heading}>
        {t('sales.byAgent')}
      </h2>
      {byAgent.length === 0 && <p className={classes.nothing}>{t('sales.nothing')}</p>}
      {byAgent.length > 0 && (
        <SalesTable
          of={t('sales.agent')}
          rows={byAgent.map(({ login, agent, count, premium }) => ({
            key: login ?? '',
            count,
            premium,
            head: (
              <>
                <Link to={linkTo({ agent: login ?? '' })}>{agent?.name ?? login ?? t('sales.nobody')}</Link>
                <div className={classes.bar} style={{ width: `${barWidth(Number(premium.amount), most)}%` }} />
              </>
            ),
          }))}
        />
      )}
    </section>
  )
}

const barWidth = (premium: number, most: number) => (most === 0 ? 0 : Math.max(0, (premium / most) * 100))
