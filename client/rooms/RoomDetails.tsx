import { ActionIcon, Tabs } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { useChat } from '../chat/ChatProvider.tsx'
import { useTexts } from '../texts/texts.ts'
import { InvolvementChoice } from './Involvement.tsx'
import { Members } from './Members.tsx'
import { PinnedMessages } from './PinnedMessages.tsx'
import classes from './RoomDetails.module.css'
import { RoomFiles } from './RoomFiles.tsx'
import { RoomSettings } from './RoomSettings.tsx'
import { kindText, rightsIn } from './room-words.ts'
import type { RoomInfo } from './useRoomInfo.ts'

const parts = ['people', 'files', 'pinned'] as const
type Part = (typeof parts)[number]

/** The part that is shown: one who looks for a file in one room finds the files of the next one, too. */
let shownPart: Part = 'people'

/**
 * Beside a conversation: what the room is; who is in it, what one hears of it and may change; its files; and what is
 * pinned. `onClose` is for when it leads elsewhere and stands before the conversation.
 */
export function RoomDetails({ room, onClose }: { room: RoomInfo; onClose(): void }) {
  const t = useTexts()
  const { me } = useChat()
  const rights = rightsIn(room, me.role)
  const [part, setPart] = useState<Part>(shownPart)
  function show(next: string | null) {
    shownPart = parts.find((each) => each === next) ?? 'people'
    setPart(shownPart)
  }
  // A direct room has no name that a search knows.
  const filter = `in:${room.kind === 'DIRECT' ? room.id : `"${room.name.replaceAll('"', ' ')}"`} `
  return (
    <div className={classes.details}>
      <div className={classes.top}>
        <div className={classes.what}>
          {room.about && <p className={classes.about}>{room.about}</p>}
          <p className={classes.kind}>
            {kindText(room)}
            {room.archivedAt != null && `. ${t('rooms.archivedAbout')}`}
          </p>
        </div>
        <ActionIcon
          component={Link}
          to={`/search?q=${encodeURIComponent(filter)}`}
          variant="default"
          size={36}
          aria-label={t('rooms.searchHere')}
          title={t('rooms.searchHere')}
          onClick={onClose}
        >
          <IconSearch size={17} />
        </ActionIcon>
      </div>
      <Tabs value={part} onChange={show} keepMounted={false}>
        <Tabs.List grow>
          {parts.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`rooms.part.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="people" className={classes.part}>
          {room.membership && <InvolvementChoice roomId={room.id} involvement={room.membership.involvement} />}
          <Members room={room} rights={rights} />
          <RoomSettings room={room} rights={rights} />
        </Tabs.Panel>
        <Tabs.Panel value="files" className={classes.part}>
          <RoomFiles roomId={room.id} onLeave={onClose} />
        </Tabs.Panel>
        <Tabs.Panel value="pinned" className={classes.part}>
          <PinnedMessages room={room} onLeave={onClose} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}
