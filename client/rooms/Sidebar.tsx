import { Button, VisuallyHidden } from '@mantine/core'
import { IconCompass, IconHash, IconLock, IconPencil } from '@tabler/icons-react'
import { Link, NavLink } from 'react-router'
import { useChat } from '../chat/ChatProvider.tsx'
import { hasDraft } from '../composer/draft.ts'
import { Avatar } from '../people/Avatar.tsx'
import { nameFor, type RoomEntry } from './room-list.ts'
import { sectionsOf } from './room-sections.ts'
import classes from './Sidebar.module.css'

/** One's rooms: what is unread first, then what is half written, then the others. Without a current one it stands on the screen to which its link leads. */
export function Sidebar({ current }: { current: string | null }) {
  const { me, rooms } = useChat()
  // A room that one writes in stays where it is until one goes elsewhere.
  const isDraft = (id: string) => id !== current && hasDraft(me.login, id)
  const sections = Object.entries(sectionsOf(rooms ?? [], isDraft))
  return (
    <nav className={classes.sidebar} aria-label="Rooms">
      {sections.map(
        ([title, listed]) =>
          listed.length > 0 && (
            <section key={title} aria-label={title}>
              <h2 className={classes.heading}>{title}</h2>
              <ul className={classes.list}>
                {listed.map((room) => (
                  <li key={room.id}>
                    <RoomLink room={room} myName={me.name} isDraft={isDraft(room.id)} current={room.id === current} />
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
      {current !== null && (
        <Button
          component={Link}
          to="/chat/rooms"
          variant="subtle"
          size="compact-md"
          className={classes.browse}
          leftSection={<IconCompass size={17} aria-hidden="true" />}
        >
          Browse and create rooms
        </Button>
      )}
    </nav>
  )
}

type LinkProps = { room: RoomEntry; myName: string; isDraft: boolean; current: boolean }

function RoomLink({ room, myName, isDraft, current }: LinkProps) {
  const { id, kind, unreadCount, membership } = room
  const name = nameFor(room, myName)
  const isUnread = unreadCount > 0 && membership?.involvement !== 'NOTHING'
  return (
    <NavLink
      to={`/chat/${id}`}
      className={classes.room}
      data-unread={isUnread}
      data-current={current}
      aria-current={current ? 'page' : undefined}
    >
      <span className={classes.icon} aria-hidden="true">
        {kind === 'DIRECT' && <Avatar login={id} name={name} size={22} />}
        {kind === 'CLOSED' && <IconLock size={17} />}
        {kind === 'OPEN' && <IconHash size={17} />}
      </span>
      <span className={classes.name}>{name}</span>
      {isDraft && <IconPencil size={15} role="img" aria-label="draft" />}
      {isUnread && (
        <span className={classes.count}>
          {unreadCount > 99 ? '99+' : unreadCount}
          <VisuallyHidden component="span"> unread</VisuallyHidden>
        </span>
      )}
    </NavLink>
  )
}
