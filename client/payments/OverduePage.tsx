import { Skeleton } from '@mantine/core'
import { IconCoins } from '@tabler/icons-react'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Blank, Failed } from '../ui/Blank.tsx'
import rows from '../ui/LinkRows.module.css'
import { Page } from '../ui/Page.tsx'
import { type PageProps, Pages } from '../ui/Pages.tsx'
import classes from './Overdue.module.css'
import { OverdueRow } from './OverdueRow.tsx'
import { PolicyTabs } from './PolicyTabs.tsx'

const Overdue = graphql(`
  query Overdue($after: Cursor) {
    overdueAccounts(first: 50, after: $after) {
      totalCount
      edges { node { account { number } ...OverdueRow_overdue } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

/** The policies on which something is owed, those that have owed it the longest first. */
export function OverduePage() {
  const t = useTexts()
  return (
    <Page title={t('payments.overdue')} about={t('payments.overdueAbout')} layout="wide">
      <PolicyTabs />
      <Pages>{(page) => <OverdueList {...page} />}</Pages>
    </Page>
  )
}

function OverdueList({ after, next }: PageProps) {
  const t = useTexts()
  const { data, error, retry } = useRead(Overdue, { after })
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Skeleton height={240} radius="lg" role="status" aria-label={t('payments.loadingOverdue')} />
  const { edges, totalCount, pageInfo } = data.overdueAccounts
  if (edges.length === 0 && after === null)
    return (
      <Blank icon={<IconCoins size={40} stroke={1.4} />} title={t('payments.nothingOverdue')}>
        {t('payments.nothingOverdueAbout')}
      </Blank>
    )
  return (
    <>
      {after === null && (
        <p className={classes.count} role="status">
          {t('payments.overdueCount', { count: totalCount })}
        </p>
      )}
      <ul className={rows.list}>
        {edges.map(({ node }) => (
          <OverdueRow key={node.account.number} overdue={node} />
        ))}
      </ul>
      {next(pageInfo)}
    </>
  )
}
