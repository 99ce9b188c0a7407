import { Skeleton } from '@mantine/core'
import { graphql } from '../gql/index.ts'
import { useOnChange } from '../lib/useOnChange.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { type PageProps, Pages } from '../ui/Pages.tsx'
import classes from './BankStatements.module.css'
import { UnmatchedRow } from './UnmatchedRow.tsx'

const Unmatched = graphql(`
  query Unmatched($after: Cursor) {
    unmatchedBankLines(first: 20, after: $after) {
      totalCount
      edges { node { id ...UnmatchedRow_line } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

type Props = {
  /** How many files have been imported here: each may have added some. */
  imported: number
}

/** What was not booked, and waits for somebody to say where it belongs. */
export function UnmatchedLines({ imported }: Props) {
  const t = useTexts()
  return (
    <section aria-labelledby="unmatched-heading">
      <h2 id="unmatched-heading" className={classes.heading}>
        {t('payments.unmatched')}
      </h2>
      <Pages>{(page) => <Lines imported={imported} {...page} />}</Pages>
    </section>
  )
}

function Lines({ imported, after, next }: PageProps & Props) {
  const t = useTexts()
  const { data, error, retry } = useRead(Unmatched, { after })
  useOnChange(imported, retry)
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Skeleton height={120} radius="lg" role="status" aria-label={t('payments.loadingUnmatched')} />
  const { edges, totalCount, pageInfo } = data.unmatchedBankLines
  return (
    <>
      {after === null && (
        <p className={classes.hint} role="status">
          {t('payments.unmatchedCount', { count: totalCount })}
        </p>
      )}
      <ul className={classes.list}>
        {edges.map(({ node }) => (
          <UnmatchedRow key={node.id} line={node} onChanged={retry} />
        ))}
      </ul>
      {next(pageInfo)}
    </>
  )
}
