import { Button } from '@mantine/core'
import { IconSearch, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { usePeople } from '../people/PeopleProvider.tsx'
import { useTexts } from '../texts/texts.ts'
import { SidePanel, useIsWide } from '../ui/SidePanel.tsx'
import { InvolvementButton } from './Involvement.tsx'
import classes from './RoomActions.module.css'
import { RoomDetails } from './RoomDetails.tsx'
import { everybody } from './room-words.ts'
import type { RoomInfo } from './useRoomInfo.ts'

/** Whether the details stand beside the conversation: one who wants them there has them there in every room. */
let openedBeside = false

/** In the header of a room: what one hears of it, and its details. */
export function RoomActions({ room }: { room: RoomInfo }) {
  const t = useTexts()
  const wide = useIsWide()
  const { people, online } = usePeople()
  const [beside, setBeside] = useState(openedBeside)
  const [sheet, setSheet] = useState(false)
  const opened = wide ? beside : sheet
  const label = room.id === everybody && people ? t('rooms.onlineCount', { count: online }) : t('rooms.members')
  function open(next: boolean) {
    if (wide) openedBeside = next
    if (wide) setBeside(next)
    else setSheet(next)
  }
  if (!room.membership) return null
  return (
    <>
      <Button
        component={Link}
        to="/search"
        variant="default"
        size="compact-md"
        className={classes.search}
        aria-label={t('search.searchMessages')}
      >
        <IconSearch size={16} aria-hidden="true" />
      </Button>
      <InvolvementButton roomId={room.id} roomName={room.name} involvement={room.membership.involvement} />
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconUsers size={16} aria-hidden="true" />}
        className={classes.sign}
        aria-label={label}
        aria-expanded={opened}
        onClick={() => open(!opened)}
      >
        {label}
      </Button>
      <SidePanel title={room.name} opened={opened} onClose={() => open(false)}>
        <RoomDetails room={room} onClose={() => setSheet(false)} />
      </SidePanel>
    </>
  )
}
