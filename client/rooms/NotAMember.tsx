import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useRoom } from '../chat/RoomProvider.tsx'
import { useTexts } from '../texts/texts.ts'
import { Blank } from '../ui/Blank.tsx'
import { useRoomMutations } from './room-mutations.ts'
import { Unsent } from './Unsent.tsx'
import type { RoomInfo } from './useRoomInfo.ts'

type Props = {
  /** Null where there is no such room for the agent. */
  room: RoomInfo | null
  /** The agent has read in it while she looked at it. */
  wasIn: boolean
}

/** In place of the messages of a room that the agent is not in, or not any more. */
export function NotAMember({ room, wasIn }: Props) {
  const t = useTexts()
  const list = (
    <Button component={Link} to="/chat/rooms" variant="light">
      {t('rooms.seeYours')}
    </Button>
  )
  if (!room)
    return (
      <>
        <Blank title={t('rooms.missing')} action={list}>
          {t('rooms.missingAbout')}
        </Blank>
        <Unsent />
      </>
    )
  const isOpen = room.kind === 'OPEN' && room.archivedAt == null
  return (
    <>
      <div role="status">
        <Blank
          title={t(wasIn ? 'rooms.noLongerIn' : 'rooms.notIn', { room: room.name })}
          action={isOpen ? <Join room={room} /> : list}
        >
          {wasIn ? t('rooms.noLongerInAbout') : t('rooms.notInAbout')}
          {isOpen && ` ${t('rooms.mayJoin')}`}
        </Blank>
      </div>
      <Unsent />
    </>
  )
}

function Join({ room }: { room: RoomInfo }) {
  const t = useTexts()
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
        {t('rooms.joinNamed', { room: room.name })}
      </Button>{' '}
      <Button component={Link} to="/chat/rooms" variant="light">
        {t('rooms.seeYours')}
      </Button>
      {wrong && <p role="alert">{wrong}</p>}
    </>
  )
}
