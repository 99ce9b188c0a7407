import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useTexts } from '../texts/texts.ts'
import { Asked } from './Asked.tsx'
import { RenameRoom } from './RenameRoom.tsx'
import classes from './RoomDetails.module.css'
import { useRoomMutations } from './room-mutations.ts'
import type { RoomRights } from './room-words.ts'
import type { RoomInfo } from './useRoomInfo.ts'

/** What changes the room for everybody, and the way out of it. */
export function RoomSettings({ room, rights }: { room: RoomInfo; rights: RoomRights }) {
  const t = useTexts()
  const { archive, leave } = useRoomMutations(room.id)
  const navigate = useNavigate()
  const [wrong, setWrong] = useState<string | null>(null)
  const isArchived = room.archivedAt != null
  const leaving = room.kind === 'OPEN' ? t('rooms.leaveOpen') : t('rooms.leaveClosed')
  async function goOut() {
    const refusal = await leave()
    if (refusal === null) navigate('/chat/rooms')
    return refusal
  }
  if (!rights.mayLeave && !rights.mayManage) return null
  return (
    <section aria-label={t('rooms.settings')}>
      <div className={classes.settings}>
        {rights.mayRename && <RenameRoom room={room} />}
        {rights.mayManage && isArchived && (
          <Button variant="default" size="compact-md" onClick={async () => setWrong(await archive(false))}>
            {t('rooms.openAgain')}
          </Button>
        )}
        {rights.mayManage && !isArchived && (
          <Asked
            label={t('rooms.archive')}
            title={t('rooms.archiveQuestion', { room: room.name })}
            about={t('rooms.archiveAbout')}
            onYes={() => archive(true)}
          />
        )}
        {rights.mayLeave && (
          <Asked
            label={t('rooms.leave')}
            title={t('rooms.leaveQuestion', { room: room.name })}
            about={leaving}
            onYes={goOut}
          />
        )}
      </div>
      {wrong && (
        <p className={classes.wrong} role="alert">
          {wrong}
        </p>
      )}
    </section>
  )
}
