import type { Presence, RoomRole } from '../gql/graphql.ts'
import { listed, type Person } from '../people/presence.ts'

/** `role` is null where nobody has one of their own. */
export type ShownMember = { login: string; name: string; role: RoomRole | null; presence: Presence }

type Given = { agent: { login: string; name: string }; role: RoomRole | null }

/**
 * The members as they are listed: oneself first, then owners, then those online, then by name; those whose name or login
 * contains the filter. Who is online is what `people` say: it is kept up to date.
 */
export function membersShown(
  members: readonly Given[],
  people: readonly Person[],
  me: string,
  filter: string,
): ShownMember[] {
  const known = new Map(people.map((person) => [person.login, person]))
  const shown = members.map(({ agent: { login, name }, role }) => {
    return { login, name, role, presence: known.get(login)?.presence ?? 'OFFLINE' }
  })
  const isOwner = ({ role }: ShownMember) => Number(role === 'OWNER')
  const isOnline = ({ presence }: ShownMember) => Number(presence !== 'OFFLINE')
  shown.sort((a, b) => isOwner(b) - isOwner(a) || isOnline(b) - isOnline(a) || a.name.localeCompare(b.name))
  return listed(shown, me, filter)
}
