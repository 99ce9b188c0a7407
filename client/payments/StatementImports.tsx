import { Skeleton } from '@mantine/core'
import { graphql } from '../gql/index.ts'
import { useOnChange } from '../lib/useOnChange.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { When } from '../ui/Moment.tsx'
import { type PageProps, Pages } from '../ui/Pages.tsx'
import classes from './BankStatements.module.css'

const Imports = graphql(`
  query Imports($after: Cursor) {
    bankStatementImports(first: 10, after: $after) {
      edges {
        node {
          id
          fileName
          importedBy { name }
          startedAt
          finishedAt
          booked
          alreadyBooked
          unmatched
          problem { reason line }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

type Props = {
  /** How many files have been imported here. */
  imported: number
}

/** The bank statements that were imported, the newest first. */
export function StatementImports({ imported }: Props) {
  const t = useTexts()
  return (
    <section aria-labelledby="imports-heading">
      <h2 id="imports-heading" className={classes.heading}>
        {t('payments.imports')}
      </h2>
      <Pages label={t('ui.showOlder')}>{(page) => <List imported={imported} {...page} />}</Pages>
    </section>
  )
}

function List({ imported, after, next }: PageProps & Props) {
  const t = useTexts()
  const { data, error, retry } = useRead(Imports, { after })
  useOnChange(imported, retry)
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Skeleton height={120} radius="lg" role="status" aria-label={t('payments.loadingImports')} />
  const { edges, pageInfo } = data.bankStatementImports
  return (
    <>
      {edges.length === 0 && after === null && <p className={classes.hint}>{t('payments.noImports')}</p>}
      <ul className={classes.list}>
        {edges.map(({ node: { id, fileName, importedBy, startedAt, finishedAt, problem, ...counts } }) => (
          <li key={id} className={classes.row}>
            <div className={classes.what}>
              <div className={classes.reason}>{fileName}</div>
              <div>{t('payments.counts', counts)}</div>
              {problem && (
                <div className={classes.problem}>
                  {t(`payments.unreadable.${problem.reason}`, { line: problem.line })}
                </div>
              )}
              {!finishedAt && <div className={classes.problem}>{t('payments.notFinished')}</div>}
              <div className={classes.about}>
                {importedBy?.name ?? t('payments.fromFolder')} · <When at={startedAt} />
              </div>
            </div>
          </li>
        ))}
      </ul>
      {next(pageInfo)}
    </>
  )
}
