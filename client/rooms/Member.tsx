import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical } from '@tabler/icons-react'
import { Avatar } from '../people/Avatar.tsx'
import { PersonName } from '../people/PersonName.tsx'
import { presenceWord } from '../people/person-state.ts'
import { useTexts } from '../texts/texts.ts'
import type { ShownMember } from './members-shown.ts'
import classes from './RoomDetails.module.css'
import { useRoomMutations } from './room-mutations.ts'

type Props = {
  roomId: string
  member: ShownMember
  isMe: boolean
  /** Whoever looks may change roles and remove members. */
  managed: boolean
  /** Tells why something was refused, or with null that it was not. */
  onRefused(reason: string | null): void
}

/** One member; for who manages the room with a menu of what to do about them. */
export function Member({ roomId, member, isMe, managed, onRefused }: Props) {
  const t = useTexts()
  const { login, name, role, presence } = member
  const { removeMember, setOwner } = useRoomMutations(roomId)
  const state = [role === 'OWNER' ? t('rooms.owner') : null, presenceWord(presence)].filter(Boolean).join(' · ')
  return (
    <li className={classes.member}>
      <span data-person={login}>
        <Avatar login={login} name={name} size={32} presence={presence} />
      </span>
      <span className={classes.name}>
        <PersonName login={login} name={name} />
        {isMe && ` ${t('people.you')}`}
        <span className={classes.state}>{state}</span>
      </span>
      {managed && !isMe && (
        <Menu position="bottom-end" shadow="md" width={190}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('rooms.memberMenu', { name })}>
              <IconDotsVertical size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {role === 'OWNER' ? (
              <Menu.Item onClick={async () => onRefused(await setOwner(login, false))}>
                {t('rooms.makeMember')}
              </Menu.Item>
            ) : (
              <Menu.Item onClick={async () => onRefused(await setOwner(login, true))}>{t('rooms.makeOwner')}</Menu.Item>
            )}
            <Menu.Item color="ember" onClick={async () => onRefused(await removeMember(login))}>
              {t('rooms.removeMember')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
