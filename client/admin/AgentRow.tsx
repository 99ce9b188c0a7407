import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import type { Presence } from '../gql/graphql.ts'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { Avatar } from '../people/Avatar.tsx'
import { usePeople } from '../people/PeopleProvider.tsx'
import { presenceWord } from '../people/person-state.ts'
import { pictureOf } from '../people/pictures.ts'
import { useMe } from '../session/useMe.ts'
import { richText, useTexts } from '../texts/texts.ts'
import { When } from '../ui/Moment.tsx'
import classes from './Admin.module.css'
import { AgentDialog, type Deed } from './AgentDialog.tsx'
import { roleName } from './roles.ts'

export const AgentRow_agent = graphql(`
  fragment AgentRow_agent on Agent { login name role presence lastSeenAt deactivatedAt avatar }
`)

type Props = { agent: FragmentType<typeof AgentRow_agent>; onChanged(): void }

/** An account with the menu of what can be done to it. */
export function AgentRow({ agent, onChanged }: Props) {
  const t = useTexts()
  const { login, name, role, lastSeenAt, deactivatedAt, avatar, ...read } = readFragment(AgentRow_agent, agent)
  // Presence is followed; the list of accounts is only read.
  const { people } = usePeople()
  const known = people?.find((person) => person.login === login) ?? { ...read, avatar }
  const me = useMe()
  const [deed, setDeed] = useState<Deed | null>(null)
  const isMe = me?.login === login
  return (
    <li className={classes.row}>
      <Avatar login={login} name={name} presence={deactivatedAt ? undefined : known.presence} />
      <div className={classes.who}>
        <div className={classes.name}>
          <span className={deactivatedAt ? classes.ended : undefined}>{name}</span>
          {isMe && ` ${t('people.you')}`}
        </div>
        <div className={classes.about}>
          {login} · {roleName(role)}
          {deactivatedAt ? (
            <>
              {' · '}
              {richText('admin.deactivatedAt', { when: <When key="when" at={deactivatedAt} /> })}
            </>
          ) : (
            <PresenceText presence={known.presence} lastSeenAt={lastSeenAt} />
          )}
        </div>
      </div>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('admin.accountMenu', { name })}>
            <IconDots size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDeed('change')}>{t('admin.nameAndRole')}</Menu.Item>
          <Menu.Item onClick={() => setDeed('password')}>{t('admin.deed.password')}</Menu.Item>
          <Menu.Item onClick={() => setDeed('sessions')}>{t('admin.deed.sessions')}</Menu.Item>
          {pictureOf(known) !== null && (
            <Menu.Item onClick={() => setDeed('picture')}>{t('admin.deed.picture')}</Menu.Item>
          )}
          <Menu.Divider />
          {deactivatedAt ? (
            <Menu.Item onClick={() => setDeed('activate')}>{t('admin.activateAgain')}</Menu.Item>
          ) : (
            <Menu.Item c="var(--p-bad)" disabled={isMe} onClick={() => setDeed('deactivate')}>
              {t('admin.deedButton.deactivate')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {deed && (
        <AgentDialog
          deed={deed}
          login={login}
          name={name}
          role={role}
          onChanged={onChanged}
          onClose={() => setDeed(null)}
        />
      )}
    </li>
  )
}

function PresenceText({ presence, lastSeenAt }: { presence: Presence; lastSeenAt: string | null }) {
  const t = useTexts()
  if (presence !== 'OFFLINE') return ` · ${presenceWord(presence)}`
  if (lastSeenAt === null) return ` · ${t('admin.neverSeen')}`
  return (
    <>
      {' · '}
      {richText('admin.lastSeen', { when: <When key="when" at={lastSeenAt} /> })}
    </>
  )
}
