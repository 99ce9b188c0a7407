import { Button } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useChat } from '../chat/ChatProvider.tsx'
import { InvolvementChoice } from './Involvement.tsx'
import { Members } from './Members.tsx'
import classes from './RoomDetails.module.css'
import { RoomSettings } from './RoomSettings.tsx'
import { kindText, rightsIn } from './room-words.ts'
import type { RoomInfo } from './useRoomInfo.ts'

/** Beside a conversation: what the room is, what one hears of it, who is in it, and what one may change. */
export function RoomDetails({ room, onClose }: { room: RoomInfo; onClose(): void }) {
  const { me } = useChat()
  const rights = rightsIn(room, me.role)
  // A direct room has no name that a search knows.
  const filter = `in:${room.kind === 'DIRECT' ? room.id : `"${room.name.replaceAll('"', ' ')}"`} `
  return (
    <div className={classes.details}>
      <div>
        {room.about && <p className={classes.about}>{room.about}</p>}
        <p className={classes.kind}>
          {kindText(room)}
          {room.archivedAt != null && '. Archived: it can only be read'}
        </p>
      </div>
      <Button
        component={Link}
        to={`/search?q=${encodeURIComponent(filter)}`}
        variant="default"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        onClick={onClose}
      >
        Search in this room
      </Button>
      {room.membership && <InvolvementChoice roomId={room.id} involvement={room.membership.involvement} />}
      <Members room={room} rights={rights} />
      <RoomSettings room={room} rights={rights} />
    </div>
  )
}
