import { Button, Skeleton, Stack } from '@mantine/core'
import { IconFileSearch } from '@tabler/icons-react'
import { Link } from 'react-router'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Blank, Failed } from '../ui/Blank.tsx'
import { useHistoryState } from '../ui/history-state.ts'
import rows from '../ui/LinkRows.module.css'
import classes from './PoliciesPage.module.css'
import { PolicyRow } from './PolicyRow.tsx'

const PolicyPageOf = graphql(`
  query PolicyList($search: String, $after: Cursor) {
    policies(search: $search, first: 20, after: $after) {
      totalCount
      edges { node { number ...PolicyRow_policy } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

type Props = { search: string; onClear(): void }

/** The pages read so far, each with its own query, so that a sale or a termination refreshes all of them. Going back finds
 * as many of them as there were. */
export function PolicyList({ search, onClear }: Props) {
  const [cursors, setCursors] = useHistoryState<readonly (string | null)[]>(`policies ${search}`, [null])
  return (
    <div>
      {cursors.map((after, at) => (
        <PagePart
          key={after ?? 'first'}
          search={search}
          after={after}
          isLast={at === cursors.length - 1}
          onMore={(next) => setCursors((before) => [...before, next])}
          onClear={onClear}
        />
      ))}
    </div>
  )
}

type PartProps = Props & { after: string | null; isLast: boolean; onMore(next: string): void }

function PagePart({ search, after, isLast, onMore, onClear }: PartProps) {
  const t = useTexts()
  const { data, error, retry } = useRead(PolicyPageOf, { search: search || null, after })
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Loading />
  const { edges, totalCount, pageInfo } = data.policies
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null
  if (edges.length === 0 && after === null) return <Nothing search={search} onClear={onClear} />
  return (
    <>
      {after === null && (
        <p className={classes.count} role="status">
          {t('policies.count', { count: totalCount })}
        </p>
      )}
      <ul className={rows.list} aria-label={t(after === null ? 'policies.title' : 'policies.more')}>
        {edges.map(({ node }) => (
          <PolicyRow key={node.number} policy={node} />
        ))}
      </ul>
      {isLast && next && (
        <div className={classes.more}>
          <Button variant="default" onClick={() => onMore(next)}>
            {t('policies.loadMore')}
          </Button>
        </div>
      )}
    </>
  )
}

function Nothing({ search, onClear }: Props) {
  const t = useTexts()
  if (!search)
    return (
      <Blank
        icon={<IconFileSearch size={40} stroke={1.4} />}
        title={t('policies.none')}
        action={
          <Button component={Link} to="/sell">
            {t('policies.sellFirst')}
          </Button>
        }
      >
        {t('policies.noneAbout')}
      </Blank>
    )
  return (
    <Blank
      icon={<IconFileSearch size={40} stroke={1.4} />}
      title={t('policies.noneMatches')}
      action={
        <Button variant="light" onClick={onClear}>
          {t('search.clear')}
        </Button>
      }
    >
      {t('policies.noneMatchesAbout', { search })}
    </Blank>
  )
}

function Loading() {
  const t = useTexts()
  return (
    <Stack gap={8} role="status" aria-label={t('policies.loading')}>
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <Skeleton key={key} height={58} radius="md" />
      ))}
    </Stack>
  )
}
