import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { graphql, readFragment } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { type PageProps, Pages } from '../ui/Pages.tsx'
import { ArchivedRooms } from './ArchivedRooms.tsx'
import { CreateRoom } from './CreateRoom.tsx'
import { DirectoryRow } from './DirectoryRow.tsx'
import classes from './RoomsPage.module.css'
import { Sidebar } from './Sidebar.tsx'

const Directory_room = graphql(`fragment Directory_room on Room { id ...DirectoryRow_room }`)

const Directory = graphql(`
  query Directory($search: String, $after: Cursor) {
    directory(search: $search, first: 50, after: $after) {
      edges { node { ...Directory_room } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

/** One's rooms, and the open ones one may join. */
export function RoomsPage() {
  const t = useTexts()
  const [search, setSearch] = useState('')
  const [wanted] = useDebouncedValue(search.trim(), 200)
  return (
    <Page title={t('rooms.title')} about={t('rooms.about')} actions={<CreateRoom />}>
      <div className={classes.own}>
        <Sidebar current={null} />
      </div>
      <section aria-labelledby="directory-heading">
        <h2 id="directory-heading" className={classes.heading}>
          {t('rooms.openRooms')}
        </h2>
        <TextInput
          type="search"
          aria-label={t('rooms.findRoom')}
          placeholder={t('rooms.findRoomBy')}
          leftSection={<IconSearch size={17} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Pages key={wanted}>{(page) => <OpenRoomsPage search={wanted} {...page} />}</Pages>
      </section>
      <ArchivedRooms />
    </Page>
  )
}

function OpenRoomsPage({ search, after, next }: PageProps & { search: string }) {
  const t = useTexts()
  const { data, error, retry } = useRead(Directory, { search: search || null, after })
  if (!data) return error ? <Failed text={failureText(error)} onRetry={retry} /> : null
  const { edges, pageInfo } = data.directory
  const rooms = edges.map(({ node }) => readFragment(Directory_room, node))
  return (
    <>
      {rooms.length === 0 && after === null && <p className={classes.none}>{t('rooms.noneMatches')}</p>}
      <ul className={classes.list}>
        {rooms.map((room) => (
          <DirectoryRow key={room.id} room={room} />
        ))}
      </ul>
      {next(pageInfo)}
    </>
  )
}
