import { Skeleton } from '@mantine/core'
import { Link } from 'react-router'
import { useChat } from '../chat/ChatProvider.tsx'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { money } from '../lib/format.ts'
import { useToday } from '../lib/today.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Home.module.css'
import { useOnSales } from './useOnSales.ts'

const Figure_total = graphql(`fragment Figure_total on SalesTotal { count premium { amount currencyCode } }`)

const SalesToday = graphql(`
  query SalesToday($since: DateTime!) { salesSince(since: $since) { own { ...Figure_total } team { ...Figure_total } } }
`)

/** What was sold since midnight: by the agent, and by all for who oversees them. */
export function TodaysSales() {
  const t = useTexts()
  const { me } = useChat()
  const since = new Date(`${useToday()}T00:00:00`).toISOString()
  const { data, error, retry } = useRead(SalesToday, { since })
  useOnSales(me.role === 'AGENT' ? 'own' : 'all', retry)
  const sales = data?.salesSince
  return (
    <section aria-labelledby="sales-heading" className={`${classes.card} ${classes.across} ${classes.sales}`}>
      <h2 id="sales-heading" className={classes.heading}>
        {t('home.sales')}
      </h2>
      {!sales && error && <p role="alert">{failureText(error)}</p>}
      {!sales && !error && (
        <Skeleton height={46} width={220} radius="md" role="status" aria-label={t('home.loadingSales')} />
      )}
      {sales && (
        <dl className={classes.figures}>
          <Figure name={t('home.you')} total={sales.own} />
          {sales.team && <Figure name={t('home.team')} total={sales.team} />}
        </dl>
      )}
      <Link to="/sell" className={classes.all}>
        {t('home.sell')}
      </Link>
    </section>
  )
}

function Figure({ name, total }: { name: string; total: FragmentType<typeof Figure_total> }) {
  const t = useTexts()
  const { count, premium } = readFragment(Figure_total, total)
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>
        {money(premium)}
        <span>{t('policies.count', { count })}</span>
      </dd>
    </div>
  )
}
