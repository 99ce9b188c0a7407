import type { AuditAction } from '../gql/graphql.ts'

type Entry = { action: AuditAction; subject: string | null; detail: string | null; address: string | null }

/** What was done, as the rest of a sentence that begins with who did it. */
export function auditSentence({ action, subject, detail, address }: Entry): string {
  const whom = subject ?? 'somebody'
  const from = address ? ` from ${address}` : ''
  switch (action) {
    case 'LOGGED_IN':
      return `logged in${from}`
    case 'LOG_IN_REFUSED':
      return `was refused with a wrong password${from}`
    case 'LOGGED_OUT':
      return 'logged out'
    case 'AGENT_CREATED':
      return `made the account ${whom} (${detail})`
    case 'AGENT_CHANGED':
      return `changed the account ${whom} to ${detail}`
    case 'AGENT_DEACTIVATED':
      return `deactivated the account ${whom}`
    case 'AGENT_ACTIVATED':
      return `activated the account ${whom} again`
    case 'PASSWORD_CHANGED':
      return 'changed the own password'
    case 'PASSWORD_RESET':
      return `reset the password of ${whom}`
    case 'SESSIONS_ENDED':
      return `logged ${whom} out everywhere`
    case 'PICTURE_REMOVED':
      return `removed the picture of ${whom}`
    case 'ROOM_CREATED':
      return `made the room “${detail}”`
    case 'ROOM_CHANGED':
      return `changed the name or line of the room “${detail}”`
    case 'ROOM_ARCHIVED':
      return `archived the room “${detail}”`
    case 'ROOM_REOPENED':
      return `opened the room “${detail}” again`
    case 'MEMBERS_ADDED':
      return `added ${detail} to a room`
    case 'MEMBER_REMOVED':
      return `removed ${detail} from a room`
    case 'MEMBER_ROLE_CHANGED':
      return `changed the role of a member of a room (${detail})`
    case 'MESSAGE_DELETED':
      return `deleted a message (${detail})`
    case 'ANNOUNCED':
      return `announced “${detail}”`
    case 'ANNOUNCEMENT_TAKEN_DOWN':
      return 'took a pinned announcement down'
  }
}

/** The names of what can be looked for. */
export const auditActionNames: Record<AuditAction, string> = {
  LOGGED_IN: 'Log-ins',
  LOG_IN_REFUSED: 'Refused log-ins',
  LOGGED_OUT: 'Log-outs',
  AGENT_CREATED: 'Accounts made',
  AGENT_CHANGED: 'Accounts changed',
  AGENT_DEACTIVATED: 'Accounts deactivated',
  AGENT_ACTIVATED: 'Accounts activated',
  PASSWORD_CHANGED: 'Passwords changed',
  PASSWORD_RESET: 'Passwords reset',
  SESSIONS_ENDED: 'Logged out by an administrator',
  PICTURE_REMOVED: 'Pictures removed',
  ROOM_CREATED: 'Rooms made',
  ROOM_CHANGED: 'Rooms changed',
  ROOM_ARCHIVED: 'Rooms archived',
  ROOM_REOPENED: 'Rooms opened again',
  MEMBERS_ADDED: 'Members added',
  MEMBER_REMOVED: 'Members removed',
  MEMBER_ROLE_CHANGED: 'Roles in rooms',
  MESSAGE_DELETED: 'Messages deleted for others',
  ANNOUNCED: 'Announcements',
  ANNOUNCEMENT_TAKEN_DOWN: 'Announcements taken down',
}

export const isAuditAction = (value: string): value is AuditAction => value in auditActionNames
