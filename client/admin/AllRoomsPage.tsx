import { Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { CreateRoom } from '../rooms/CreateRoom.tsx'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { type PageProps, Pages } from '../ui/Pages.tsx'
import classes from './Admin.module.css'
import { AdminTabs } from './AdminTabs.tsx'
import { OnlyAdministrators } from './OnlyAdministrators.tsx'
import { RoomRow } from './RoomRow.tsx'

const AllRooms = graphql(`
  query AllRooms($search: String, $after: Cursor) {
    allRooms(search: $search, first: 50, after: $after) {
      edges { node { id ...RoomRow_room } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

/** Every room but direct ones. What is written in them stays with their members. */
export function AllRoomsPage() {
  const t = useTexts()
  return (
    <OnlyAdministrators title={t('rooms.title')}>
      <Rooms />
    </OnlyAdministrators>
  )
}

function Rooms() {
  const t = useTexts()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 200)
  return (
    <Page title={t('admin.allRooms')} about={t('admin.allRoomsAbout')} actions={<CreateRoom />}>
      <AdminTabs />
      <div className={classes.filters}>
        <TextInput
          type="search"
          aria-label={t('rooms.findRoom')}
          placeholder={t('rooms.findRoomBy')}
          leftSection={<IconSearch size={17} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <Pages key={search}>{(page) => <FoundPage search={search} {...page} />}</Pages>
    </Page>
  )
}

function FoundPage({ search, after, next }: PageProps & { search: string }) {
  const t = useTexts()
  const { data, error, retry } = useRead(AllRooms, { search: search || null, after })
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Skeleton height={240} radius="lg" role="status" aria-label={t('admin.loadingRooms')} />
  const { edges, pageInfo } = data.allRooms
  return (
    <>
      {edges.length === 0 && after === null && <p role="status">{t('admin.noRoomMatches')}</p>}
      <ul className={classes.list}>
        {edges.map(({ node }) => (
          <RoomRow key={node.id} room={node} onChanged={retry} />
        ))}
      </ul>
      {next(pageInfo)}
    </>
  )
}
