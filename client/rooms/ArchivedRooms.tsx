import { graphql, readFragment } from '../gql/index.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { DirectoryRow } from './DirectoryRow.tsx'
import classes from './RoomsPage.module.css'

const ArchivedRooms_room = graphql(`fragment ArchivedRooms_room on Room { id ...DirectoryRow_room }`)

const Archived = graphql(`query ArchivedRooms { rooms(archived: true) { ...ArchivedRooms_room } }`)

/** One's rooms that can only be read; nothing where there is none. */
export function ArchivedRooms() {
  const t = useTexts()
  const { data } = useRead(Archived, {})
  const rooms = data?.rooms.map((room) => readFragment(ArchivedRooms_room, room)) ?? []
  if (rooms.length === 0) return null
  return (
    <details className={classes.archived}>
      <summary className={classes.heading}>{t('rooms.archived', { count: rooms.length })}</summary>
      <ul className={classes.list}>
        {rooms.map((room) => (
          <DirectoryRow key={room.id} room={room} />
        ))}
      </ul>
    </details>
  )
}
