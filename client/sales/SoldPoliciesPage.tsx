import { Skeleton } from '@mantine/core'
import { useSearchParams } from 'react-router'
import type { SalesFilter } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { calendarDay } from '../lib/format.ts'
import { useUtcToday } from '../lib/today.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { usePeople } from '../people/PeopleProvider.tsx'
import { useTexts } from '../texts/texts.ts'
import { BackLink } from '../ui/BackLink.tsx'
import { Failed } from '../ui/Blank.tsx'
import rows from '../ui/LinkRows.module.css'
import { Page } from '../ui/Page.tsx'
import { type PageProps, Pages } from '../ui/Pages.tsx'
import { SoldPolicyRow } from './SoldPolicyRow.tsx'
import { askedOf, viewOf } from './sales-view.ts'

const SoldPolicies = graphql(`
  query SoldPolicies($filter: SalesFilter, $before: Cursor) {
    soldPolicies(filter: $filter, last: 30, before: $before) {
      edges { node { number ...SoldPolicyRow_policy } }
      pageInfo { hasPreviousPage startCursor }
    }
  }
`)

/** The policies behind a number, those told of last at the top. Which ones stands in the address. */
export function SoldPoliciesPage() {
  const t = useTexts()
  const today = useUtcToday()
  const [params] = useSearchParams()
  const { filter } = askedOf(viewOf(params), today)
  return (
    <Page
      title={t('sales.policies')}
      about={<About filter={filter} />}
      back={<BackLink to={`/sales?${params}`}>{t('sales.title')}</BackLink>}
      layout="wide"
    >
      <Pages key={JSON.stringify(filter)} label={t('ui.showOlder')}>
        {(page) => <Rows filter={filter} {...page} />}
      </Pages>
    </Page>
  )
}

function Rows({ filter, after, next }: PageProps & { filter: SalesFilter }) {
  const t = useTexts()
  const { data, error, retry } = useRead(SoldPolicies, { filter, before: after })
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Skeleton height={320} radius="lg" role="status" aria-label={t('policies.loading')} />
  const { edges, pageInfo } = data.soldPolicies
  if (edges.length === 0 && after === null) return <p role="status">{t('sales.nothing')}</p>
  return (
    <>
      <ul className={rows.list} aria-label={t(after === null ? 'sales.policies' : 'policies.more')}>
        {edges.toReversed().map(({ node }) => (
          <SoldPolicyRow key={node.number} policy={node} />
        ))}
      </ul>
      {next({ hasNextPage: pageInfo.hasPreviousPage, endCursor: pageInfo.startCursor ?? null })}
    </>
  )
}

/** What the list is narrowed down to. */
function About({ filter: { from, to, productCode, agent, includeTerminated, by } }: { filter: SalesFilter }) {
  const t = useTexts()
  const { people } = usePeople()
  const nameOf = (login: string) => people?.find((one) => one.login.toLowerCase() === login)?.name ?? login
  const parts = [
    t(by === 'COVER_FROM' ? 'sales.byCover' : 'sales.bySale'),
    from && t('sales.since', { day: calendarDay(from) }),
    to && t('sales.until', { day: calendarDay(to) }),
    productCode,
    agent != null && (agent === '' ? t('sales.nobody') : nameOf(String(agent))),
    includeTerminated === false && t('sales.withoutTerminated'),
  ]
  return <>{parts.filter(Boolean).join(' · ')}</>
}
