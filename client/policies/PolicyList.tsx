import { Button, Skeleton, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconFileSearch } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { PolicyFilter, PolicySort } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Blank, Failed } from '../ui/Blank.tsx'
import { useHistoryState } from '../ui/history-state.ts'
import rows from '../ui/LinkRows.module.css'
import classes from './PoliciesPage.module.css'
import { PolicyRow } from './PolicyRow.tsx'
import { PolicyTable } from './PolicyTable.tsx'
import { PolicyTableRow } from './PolicyTableRow.tsx'

const PolicyPageOf = graphql(`
  query PolicyList($filter: PolicyFilter, $sort: PolicySort, $after: Cursor) {
    policies(filter: $filter, sort: $sort, first: 20, after: $after) {
      totalCount
      edges { node { number } ...PolicyRow_edge ...PolicyTableRow_edge }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

type Asked = { filter: PolicyFilter; sort: PolicySort | null }
type Props = {
  asked: Asked
  search: string
  isFiltered: boolean
  onSort(sort: PolicySort | null): void
  onClearSearch(): void
  onClearFilters(): void
}

/** The pages read so far, each with its own query, so that a sale or a termination refreshes all of them. Going back finds
 * as many of them as there were. */
export function PolicyList({ asked, onSort, ...props }: Props) {
  const t = useTexts()
  const isWide = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false })
  const [cursors, setCursors] = useHistoryState<readonly (string | null)[]>(`policies ${JSON.stringify(asked)}`, [null])
  const { data, error, retry } = useRead(PolicyPageOf, { ...asked, after: null })
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Loading />
  if (data.policies.edges.length === 0) return <Nothing {...props} />
  const parts = cursors.map((after) => <PagePart key={after ?? 'first'} asked={asked} after={after} isWide={isWide} />)
  return (
    <>
      <p className={classes.count} role="status">
        {t('policies.count', { count: data.policies.totalCount })}
      </p>
      {isWide ? (
        <PolicyTable sort={asked.sort} onSort={onSort}>
          {parts}
        </PolicyTable>
      ) : (
        <ul className={rows.list} aria-label={t('policies.title')}>
          {parts}
        </ul>
      )}
      <More asked={asked} after={cursors.at(-1) ?? null} onMore={(next) => setCursors((before) => [...before, next])} />
    </>
  )
}

type PartProps = { asked: Asked; after: string | null }

function PagePart({ asked, after, isWide }: PartProps & { isWide: boolean }) {
  const t = useTexts()
  const { data, error, retry } = useRead(PolicyPageOf, { ...asked, after })
  if (data)
    return data.policies.edges.map((edge) =>
      isWide ? <PolicyTableRow key={edge.node.number} edge={edge} /> : <PolicyRow key={edge.node.number} edge={edge} />,
    )
  const state = error ? (
    <Failed text={failureText(error)} onRetry={retry} />
  ) : (
    <Skeleton height={58} radius="md" role="status" aria-label={t('policies.loading')} />
  )
  return isWide ? (
    <tr>
      <td colSpan={8}>{state}</td>
    </tr>
  ) : (
    <li>{state}</li>
  )
}

/** Goes on after the last page that is shown. */
function More({ asked, after, onMore }: PartProps & { onMore(next: string): void }) {
  const t = useTexts()
  const { data } = useRead(PolicyPageOf, { ...asked, after })
  const next = data?.policies.pageInfo.hasNextPage ? data.policies.pageInfo.endCursor : null
  if (!next) return null
  return (
    <div className={classes.more}>
      <Button variant="default" onClick={() => onMore(next)}>
        {t('policies.loadMore')}
      </Button>
    </div>
  )
}

type NothingProps = Pick<Props, 'search' | 'isFiltered' | 'onClearSearch' | 'onClearFilters'>

function Nothing({ search, isFiltered, onClearSearch, onClearFilters }: NothingProps) {
  const t = useTexts()
  const icon = <IconFileSearch size={40} stroke={1.4} />
  if (!search && !isFiltered)
    return (
      <Blank
        icon={icon}
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
  const clear = (label: string, onClick: () => void) => (
    <Button variant="light" onClick={onClick}>
      {label}
    </Button>
  )
  return (
    <Blank
      icon={icon}
      title={t('policies.noneMatches')}
      action={
        <>
          {isFiltered && clear(t('policies.clearFilters'), onClearFilters)}
          {search && clear(t('search.clear'), onClearSearch)}
        </>
      }
    >
      {search ? t('policies.noneMatchesAbout', { search }) : t('policies.noneFiltered')}
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
