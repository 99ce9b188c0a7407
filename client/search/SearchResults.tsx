import { Button, Skeleton, Stack } from '@mantine/core'
import { IconMessageSearch } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { SearchOrder } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { failureText, isPassing } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Blank, Failed } from '../ui/Blank.tsx'
import { asSentence } from '../ui/field-errors.ts'
import { useHistoryState } from '../ui/history-state.ts'
import { HitRow } from './HitRow.tsx'
import classes from './SearchPage.module.css'

const SearchPageOf = graphql(`
  query SearchMessages($query: String!, $order: SearchOrder!, $after: Cursor) {
    searchMessages(query: $query, order: $order, first: 20, after: $after) {
      edges { cursor node { ...HitRow_hit } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

type Props = { search: string; order: SearchOrder }

/** The pages found so far. Going back finds as many of them as there were. */
export function SearchResults({ search, order }: Props) {
  const [cursors, setCursors] = useHistoryState<readonly (string | null)[]>(`search ${order} ${search}`, [null])
  return (
    <div>
      {cursors.map((after, at) => (
        <PagePart
          key={after ?? 'first'}
          search={search}
          order={order}
          after={after}
          isLast={at === cursors.length - 1}
          onMore={(next) => setCursors((before) => (before.includes(next) ? before : [...before, next]))}
        />
      ))}
    </div>
  )
}

type PartProps = Props & { after: string | null; isLast: boolean; onMore(next: string): void }

function PagePart({ search, order, after, isLast, onMore }: PartProps) {
  const t = useTexts()
  const { data, error, retry } = useRead(SearchPageOf, { query: search, order, after })
  if (!data && error && isPassing(error)) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data && error)
    return (
      <p className={classes.wrong} role="alert">
        {asSentence(t('search.theSearch'), failureText(error).replace(/^query: /, ''))}
      </p>
    )
  if (!data) return <Loading />
  const { edges, pageInfo } = data.searchMessages
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null
  if (edges.length === 0 && after === null) return <Nothing search={search} />
  return (
    <>
      <ol className={classes.hits} aria-label={t(after === null ? 'search.found' : 'search.moreFound')}>
        {edges.map(({ cursor, node }) => (
          <HitRow key={cursor} hit={node} />
        ))}
      </ol>
      {isLast && next && <More onMore={() => onMore(next)} />}
    </>
  )
}

/** Asks for the next page when the end comes near, and by a button where nothing scrolls. */
function More({ onMore }: { onMore(): void }) {
  const t = useTexts()
  const end = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  more.current = onMore
  useEffect(() => {
    if (!end.current) return
    const options = { root: end.current.closest('main'), rootMargin: '300px' }
    const near = new IntersectionObserver(([entry]) => entry?.isIntersecting && more.current(), options)
    near.observe(end.current)
    return () => near.disconnect()
  }, [])
  return (
    <div ref={end} className={classes.more}>
      <Button variant="default" onClick={onMore}>
        {t('ui.showMore')}
      </Button>
    </div>
  )
}

function Nothing({ search }: { search: string }) {
  const t = useTexts()
  return (
    <Blank icon={<IconMessageSearch size={40} stroke={1.4} />} title={t('search.nothing')}>
      {t('search.nothingAbout', { search })}
    </Blank>
  )
}

function Loading() {
  const t = useTexts()
  return (
    <Stack gap={8} role="status" aria-label={t('search.searching')}>
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} height={64} radius="md" />
      ))}
    </Stack>
  )
}
