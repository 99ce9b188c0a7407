import { Button, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { CreateRoom } from '../rooms/CreateRoom.tsx'
import { Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
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
  return (
    <OnlyAdministrators title="Rooms">
      <Rooms />
    </OnlyAdministrators>
  )
}

function Rooms() {
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 200)
  return (
    <Page title="All rooms" about="Open, closed and archived ones; direct ones are private" actions={<CreateRoom />}>
      <AdminTabs />
      <div className={classes.filters}>
        <TextInput
          type="search"
          aria-label="Find a room"
          placeholder="Name or what it is about"
          leftSection={<IconSearch size={17} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <Found key={search} search={search} />
    </Page>
  )
}

function Found({ search }: { search: string }) {
  const [pages, setPages] = useState<(string | null)[]>([null])
  return pages.map((after, i) => (
    <FoundPage
      key={after}
      search={search}
      after={after}
      onMore={i === pages.length - 1 ? (cursor) => setPages([...pages, cursor]) : null}
    />
  ))
}

type Props = { search: string; after: string | null; onMore: ((cursor: string) => void) | null }

function FoundPage({ search, after, onMore }: Props) {
  const { data, error, retry } = useRead(AllRooms, { search: search || null, after })
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Skeleton height={240} radius="lg" role="status" aria-label="Loading the rooms" />
  const { edges, pageInfo } = data.allRooms
  const { endCursor } = pageInfo
  return (
    <>
      {edges.length === 0 && after === null && <p role="status">No room matches.</p>}
      <ul className={classes.list}>
        {edges.map(({ node }) => (
          <RoomRow key={node.id} room={node} onChanged={retry} />
        ))}
      </ul>
      {onMore && pageInfo.hasNextPage && endCursor && (
        <Button variant="default" mt="md" onClick={() => onMore(endCursor)}>
          Show more
        </Button>
      )}
    </>
  )
}
