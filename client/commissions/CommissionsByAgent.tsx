import { Link, useLocation } from 'react-router'
import { graphql } from '../gql/index.ts'
import { money } from '../lib/format.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Commissions.module.css'

const ByAgent = graphql(`
  query CommissionsByAgent($month: Date) {
    commissionsByAgent(month: $month) { agent { login name } total { amount currencyCode } count }
  }
`)

/** What every agent has earned; a name leads to what that is made of. */
export function CommissionsByAgent({ month }: { month: string | null }) {
  const t = useTexts()
  const { search } = useLocation()
  const { data } = useRead(ByAgent, { month })
  const agents = data?.commissionsByAgent ?? []
  if (agents.length === 0) return null
  const linkTo = (login: string) => {
    const params = new URLSearchParams(search)
    params.set('agent', login)
    return `?${params}`
  }
  return (
    <section className={classes.card} aria-labelledby="by-agent-heading">
      <h2 id="by-agent-heading" className={classes.heading}>
        {t('commissions.byAgent')}
      </h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('sales.agent')}</th>
            <th scope="col">{t('commissions.number')}</th>
            <th scope="col">{t('commissions.earned')}</th>
          </tr>
        </thead>
        <tbody>
          {agents.map(({ agent, total, count }) => (
            <tr key={agent.login}>
              <th scope="row">
                <Link to={linkTo(agent.login)}>{agent.name}</Link>
              </th>
              <td>{count}</td>
              <td>{money(total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
