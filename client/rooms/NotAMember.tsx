import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useRoom } from '../chat/RoomProvider.tsx'
import { Blank } from '../ui/Blank.tsx'
import { useRoomMutations } from './room-mutations.ts'
import type { RoomInfo } from './useRoomInfo.ts'

type Props = {
  /** Null where there is no such room for the agent. */
  room: RoomInfo | null
  /** The agent has read in it while she looked at it. */
  wasIn: boolean
}

/** In place of the messages of a room that the agent is not in, or not any more. */
export function NotAMember({ room, wasIn }: Props) {
  const list = (
    <Button component={Link} to="/chat/rooms" variant="light">
      See your rooms
    </Button>
  )
  if (!room)
    return (
      <Blank title="This room does not exist for you" action={list}>
        You may have been removed from it, or the link is wrong.
      </Blank>
    )
  const isOpen = room.kind === 'OPEN' && room.archivedAt == null
  return (
    <div role="status">
      <Blank
        title={wasIn ? `You are no longer in ${room.name}` : `You are not in ${room.name}`}
        action={isOpen ? <Join room={room} /> : list}
      >
        {wasIn
          ? 'You have left the room, or somebody has removed you from it.'
          : 'Only its members read what is written in it.'}
        {isOpen && ' It is open: you may join.'}
      </Blank>
    </div>
  )
}

function Join({ room }: { room: RoomInfo }) {
  const { list } = useRoom()
  const { join } = useRoomMutations(room.id)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  async function goIn() {
    setBusy(true)
    const refusal = await join()
    setBusy(false)
    setWrong(refusal)
    if (refusal === null) list.retry()
  }
  return (
    <>
      <Button loading={busy} onClick={goIn}>
        Join {room.name}
      </Button>{' '}
      <Button component={Link} to="/chat/rooms" variant="light">
        See your rooms
      </Button>
      {wrong && <p role="alert">{wrong}</p>}
    </>
  )
}
