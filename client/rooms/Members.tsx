import { Skeleton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useChat } from '../chat/ChatProvider.tsx'
import { graphql, readFragment } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { usePeople } from '../people/PeopleProvider.tsx'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { AddPeople } from './AddPeople.tsx'
import { Member } from './Member.tsx'
import { membersShown } from './members-shown.ts'
import classes from './RoomDetails.module.css'
import { everybody, type RoomRights } from './room-words.ts'
import { useOnRoomChange } from './useOnRoomChange.ts'
import type { RoomInfo } from './useRoomInfo.ts'

const Members_member = graphql(`fragment Members_member on RoomMember { role agent { login name } }`)

const MemberRoles = graphql(`
  query MemberRoles($roomId: ID!) { room(id: $roomId) { id memberRoles { ...Members_member } } }
`)

/** With fewer people than this a filter is of no use, and more are not shown at once. */
const filterFrom = 8
const most = 100

/** Who is in the room, whether they are online, and who owns it. */
export function Members({ room, rights }: { room: RoomInfo; rights: RoomRights }) {
  const t = useTexts()
  const { me } = useChat()
  const { people } = usePeople()
  const [filter, setFilter] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const { data, error, retry } = useRead(MemberRoles, { roomId: room.id })
  useOnRoomChange(retry)
  const roles = data?.room?.memberRoles.map((each) => readFragment(Members_member, each)) ?? null
  if (!roles && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!roles || !people)
    return <Skeleton height={120} radius="md" role="status" aria-label={t('rooms.loadingMembers')} />
  const members = room.id === everybody ? people.map((agent) => ({ agent, role: null })) : roles
  const found = membersShown(members, people, me.login, filter)
  return (
    <section aria-labelledby="members-heading">
      <h3 id="members-heading" className={classes.heading}>
        <span>
          {t('rooms.members')} <span className={classes.number}>{members.length}</span>
        </span>
        {rights.mayAdd && (
          <AddPeople roomId={room.id} roomName={room.name} members={members.map(({ agent }) => agent.login)} />
        )}
      </h3>
      {members.length > filterFrom && (
        <TextInput
          type="search"
          aria-label={t('rooms.findMember')}
          placeholder={t('people.nameOrLogin')}
          leftSection={<IconSearch size={17} aria-hidden="true" />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      {wrong && (
        <p className={classes.wrong} role="alert">
          {wrong}
        </p>
      )}
      <ul className={classes.list}>
        {found.slice(0, most).map((member) => (
          <Member
            key={member.login}
            roomId={room.id}
            member={member}
            isMe={member.login === me.login}
            managed={rights.mayManage}
            onRefused={setWrong}
          />
        ))}
      </ul>
      {found.length === 0 && <p className={classes.more}>{t('people.nobody')}</p>}
      {found.length > most && <p className={classes.more}>{t('rooms.andOthers', { count: found.length - most })}</p>}
    </section>
  )
}
