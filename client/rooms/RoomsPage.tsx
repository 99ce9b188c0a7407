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
import { ArchivedRooms } from './ArchivedRooms.tsx'
import { CreateRoom } from './CreateRoom.tsx'
import { DirectoryRow } from './DirectoryRow.tsx'
import classes from './RoomsPage.module.css'
import { Sidebar } from './Sidebar.tsx'

const Directory_room = graphql(`fragment Directory_room on Room { id ...DirectoryRow_room }`)

const Directory = graphql(`
  query Directory($search: String) { directory(search: $search, first: 50) { edges { node { ...Directory_room } } } }
`)

/** One's rooms, and the open ones one may join. */
export function RoomsPage() {
  const t = useTexts()
  const [search, setSearch] = useState('')
  const [wanted] = useDebouncedValue(search.trim(), 200)
  const { data, error, retry } = useRead(Directory, { search: wanted || null })
  const rooms = data?.directory.edges.map(({ node }) => readFragment(Directory_room, node))
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
        {!rooms && error && <Failed text={failureText(error)} onRetry={retry} />}
        {rooms?.length === 0 && <p className={classes.none}>{t('rooms.noneMatches')}</p>}
        <ul className={classes.list}>
          {rooms?.map((room) => (
            <DirectoryRow key={room.id} room={room} />
          ))}
        </ul>
      </section>
      <ArchivedRooms />
    </Page>
  )
}
