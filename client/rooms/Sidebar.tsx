import { Button, VisuallyHidden } from '@mantine/core'
import { IconCompass, IconPencil } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link, NavLink } from 'react-router'
import { useChat } from '../chat/ChatProvider.tsx'
import { hasDraft } from '../composer/draft.ts'
import type { Presence } from '../gql/graphql.ts'
import { usePeople } from '../people/PeopleProvider.tsx'
import { presenceWord } from '../people/person-state.ts'
import { SearchField } from '../search/SearchField.tsx'
import { useTexts } from '../texts/texts.ts'
import { NewMessage } from './NewMessage.tsx'
import { RoomIcon } from './RoomIcon.tsx'
import { nameFor, othersIn, type RoomEntry } from './room-list.ts'
import { isUnread, sectionsOf } from './room-sections.ts'
import classes from './Sidebar.module.css'
import { UnreadCount } from './UnreadCount.tsx'

/** In the order in which they are shown. */
const sectionNames = ['mentions', 'unread', 'drafts', 'rooms', 'direct'] as const

/** One's rooms: what is unread first, then what is half written, then the others. Without a current one it stands on the screen to which its link leads. */
export function Sidebar({ current }: { current: string | null }) {
  const t = useTexts()
  const { me, rooms } = useChat()
  const { people } = usePeople()
  const presences = useMemo(() => new Map(people?.map(({ login, presence }) => [login, presence])), [people])
  // A room that one writes in stays where it is until one goes elsewhere.
  const isDraft = (id: string) => id !== current && hasDraft(me.login, id)
  const sections = sectionsOf(rooms ?? [], isDraft)
  return (
    <nav className={classes.sidebar} aria-label={t('rooms.title')}>
      <SearchField />
      {sectionNames.map(
        (name) =>
          sections[name].length > 0 && (
            <section key={name} aria-label={t(`rooms.section.${name}`)}>
              <h2 className={classes.heading}>{t(`rooms.section.${name}`)}</h2>
              <ul className={classes.list}>
                {sections[name].map((room) => (
                  <li key={room.id}>
                    <RoomLink
                      room={room}
                      me={me.login}
                      isDraft={isDraft(room.id)}
                      current={room.id === current}
                      presence={presences.get(otherIn(room, me.login) ?? '')}
                    />
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
      <div className={classes.more}>
        <NewMessage />
        {current !== null && (
          <Button
            component={Link}
            to="/chat/rooms"
            variant="subtle"
            size="compact-md"
            leftSection={<IconCompass size={17} aria-hidden="true" />}
          >
            {t('rooms.browse')}
          </Button>
        )}
      </div>
    </nav>
  )
}

/** Of a direct room of two, the other. */
function otherIn(room: RoomEntry, me: string): string | null {
  const [other, more] = room.kind === 'DIRECT' ? othersIn(room, me) : []
  return other && !more ? other.login : null
}

type LinkProps = { room: RoomEntry; me: string; isDraft: boolean; current: boolean; presence?: Presence }

function RoomLink({ room, me, isDraft, current, presence }: LinkProps) {
  const t = useTexts()
  const unread = isUnread(room)
  return (
    <NavLink
      to={`/chat/${room.id}`}
      className={classes.room}
      data-unread={unread}
      data-current={current}
      aria-current={current ? 'page' : undefined}
    >
      <span className={classes.icon} aria-hidden="true">
        <RoomIcon room={room} me={me} presence={presence} />
      </span>
      <span className={classes.name}>
        {nameFor(room, me)}
        {presence && <VisuallyHidden component="span"> ({presenceWord(presence)})</VisuallyHidden>}
      </span>
      {isDraft && <IconPencil size={15} role="img" aria-label={t('rooms.draft')} />}
      {unread && <UnreadCount room={room} />}
    </NavLink>
  )
}
