import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Asked } from './Asked.tsx'
import { RenameRoom } from './RenameRoom.tsx'
import classes from './RoomDetails.module.css'
import { useRoomMutations } from './room-mutations.ts'
import type { RoomRights } from './room-words.ts'
import type { RoomInfo } from './useRoomInfo.ts'

/** What changes the room for everybody, and the way out of it. */
export function RoomSettings({ room, rights }: { room: RoomInfo; rights: RoomRights }) {
  const { archive, leave } = useRoomMutations(room.id)
  const navigate = useNavigate()
  const [wrong, setWrong] = useState<string | null>(null)
  const isArchived = room.archivedAt != null
  const leaving =
    room.kind === 'OPEN'
      ? 'You can join again whenever you like.'
      : 'Only somebody who is in it can bring you back: it is a closed room.'
  async function goOut() {
    const refusal = await leave()
    if (refusal === null) navigate('/chat/rooms')
    return refusal
  }
  if (!rights.mayLeave && !rights.mayManage) return null
  return (
    <section aria-label="Settings">
      <div className={classes.settings}>
        {rights.mayRename && <RenameRoom room={room} />}
        {rights.mayManage && isArchived && (
          <Button variant="default" size="compact-md" onClick={async () => setWrong(await archive(false))}>
            Open again
          </Button>
        )}
        {rights.mayManage && !isArchived && (
          <Asked
            label="Archive"
            title={`Archive ${room.name}?`}
            about="Nobody can write in it any more. What was written stays, and it can be opened again."
            onYes={() => archive(true)}
          />
        )}
        {rights.mayLeave && <Asked label="Leave" title={`Leave ${room.name}?`} about={leaving} onYes={goOut} />}
      </div>
      {wrong && (
        <p className={classes.wrong} role="alert">
          {wrong}
        </p>
      )}
    </section>
  )
}
