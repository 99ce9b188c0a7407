import type { Asking } from './asking.ts'
import type { Reading, Seen } from './book.ts'
import type { Account } from './ledger.ts'
import type { Connection, Edge, Stream } from './streams.ts'

/** A message as everybody must see it in the end. */
export type FinalState = {
  /** Empty once it is deleted. */
  text: string
  deleted: boolean
  /** The logins of those whose thumb is up. */
  reactions: ReadonlySet<string>
  /** How often something was acknowledged of it. */
  changes: number
}

const shown = '__typename id text version deletedAt reactions { emoji agents { login } }'

type Shown = {
  id: string
  text: string
  version: number
  deletedAt: string | null
  reactions: { emoji: string; agents: { login: string }[] }[]
}

/** A room that is read by pages of messages and followed change by change, which is not the same list. */
export function roomChanges(roomId: string): Stream {
  const id = JSON.stringify(roomId)
  const kinds = ['MessageSent', 'MessageEdited', 'MessageDeleted', 'ReactionsChanged']
  const messages = kinds.map((kind) => `... on ${kind} { message { ${shown} } }`).join(' ')
  return {
    name: 'changes of a room',
    subscription: `subscription ($after: Cursor) { roomChanged(roomId: ${id}, after: $after) { cursor node { __typename ${messages} } } }`,
    page: `query ($first: Int, $after: Cursor, $last: Int) { room(id: ${id}) { changesAfter
      messages(first: $first, after: $after, last: $last) { edges { cursor node { ${shown} } } pageInfo { endCursor hasNextPage } } } }`,
    edgeOf: (data) => data.roomChanged as Edge,
    connectionOf: (data) => (data.room as { messages: Connection }).messages,
    startOf: (data) => (data.room as { changesAfter: string }).changesAfter,
    seen: ({ cursor, node }) => {
      const message = (node.message ?? (node.id ? node : null)) as Shown | null
      return { key: message?.id ?? '', words: message ? stateOf(message) : '', position: cursor }
    },
  }
}

function stateOf({ text, version, deletedAt, reactions }: Shown): string {
  const thumbs = reactions.flatMap(({ emoji, agents }) => agents.map(({ login }) => `${emoji} ${login}`)).sort()
  return JSON.stringify({ text, version, deleted: deletedAt !== null, thumbs })
}

/** What a screen shows that began with a page and has followed since. */
export function fold({ page, followed }: Reading): Map<string, string> {
  const messages = new Map(page.map(({ key, words }) => [key, words]))
  for (const { key, words } of followed) if (key !== '') messages.set(key, words)
  return messages
}

/**
 * Compares what was acknowledged with a page read afresh, and that page with what each reader has made of the changes.
 * All readers must have heard the same changes in the same order, from where each began.
 */
export function judgeChanges(
  stream: Stream,
  expected: ReadonlyMap<string, FinalState>,
  fresh: readonly Seen[],
  readings: readonly Reading[],
): Account {
  const findings: string[] = []
  const count = (kind: string, found: string[]) => {
    findings.push(...found.slice(0, 12).map((what) => `${kind}: ${what}`))
    return found.length
  }
  const now = new Map(fresh.map(({ key, words }) => [key, words]))
  const [reference] = readings
  const each = (find: (reading: Reading) => string[]) =>
    readings.flatMap((reading) => find(reading).map((what) => `${reading.reader}: ${what}`))
  return {
    stream: stream.name,
    acknowledged: [...expected.values()].reduce((sum, { changes }) => sum + changes, 0),
    delivered: readings.reduce((sum, { followed }) => sum + followed.length, 0),
    lost: count('lost', notAsAcknowledged(expected, now)),
    repeated: count('repeated', each(repeated)),
    outOfOrder: count(
      'out of order',
      each((reading) => (reference ? otherOrder(reading.followed, reference.followed) : [])),
    ),
    phantom: count(
      'phantom',
      [...now.keys()].filter((id) => !expected.has(id)).map((id) => `${id} was never sent`),
    ),
    contradicted: 0,
    perSubject: 0,
    lawBroken: count(
      'law',
      each((reading) => differences(fold(reading), now)),
    ),
    longestSilence: null,
    longestWait: null,
    findings,
  }
}

function notAsAcknowledged(expected: ReadonlyMap<string, FinalState>, now: ReadonlyMap<string, string>): string[] {
  return [...expected].flatMap(([id, { text, deleted, reactions }]) => {
    const words = now.get(id)
    if (words === undefined) return [`${id} was acknowledged and is not there`]
    const state = JSON.parse(words) as { text: string; deleted: boolean; thumbs: string[] }
    const thumbs = deleted ? [] : [...reactions].map((login) => `👍 ${login}`).sort()
    const same =
      state.deleted === deleted &&
      state.text === (deleted ? '' : text) &&
      JSON.stringify(state.thumbs) === JSON.stringify(thumbs)
    return same ? [] : [`${id} must be ${JSON.stringify({ text, deleted, thumbs })} and is ${words}`]
  })
}

function repeated({ followed }: Reading): string[] {
  const seen = new Set<string>()
  return followed.flatMap(({ position, key }) => {
    if (seen.has(position)) return [`heard a change of ${key} again`]
    seen.add(position)
    return []
  })
}

/** From the first change that both have heard on, both must be the same. */
function otherOrder(mine: readonly Seen[], others: readonly Seen[]): string[] {
  const heard = new Set(mine.map(({ position }) => position))
  const begin = others.findIndex(({ position }) => heard.has(position))
  if (begin < 0) return mine.length > 0 && others.length > 0 ? ['heard other changes than the first reader'] : []
  const from = mine.findIndex(({ position }) => position === others[begin]?.position)
  const [left, right] = [mine.slice(from), others.slice(begin)]
  const at = left.findIndex(({ position }, i) => position !== right[i]?.position)
  if (at >= 0) return [`heard a change of ${left[at]?.key} where the first reader heard one of ${right[at]?.key}`]
  return left.length === right.length
    ? []
    : [`heard ${left.length} changes where the first reader heard ${right.length}`]
}

function differences(mine: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const changed = [...now].filter(([id, words]) => mine.get(id) !== words)
  const more = [...mine.keys()].filter((id) => !now.has(id))
  return [
    ...changed.map(([id, words]) => `has ${id} as ${mine.get(id)}, and a fresh page as ${words}`),
    ...more.map((id) => `has ${id}, and a fresh page does not`),
  ]
}

const createRoom = `mutation { createRoom(input: { name: "Changes", logins: ["jimmy.solid", "danny.solid"] }) {
  ... on CreateRoomSuccess { room { id } } ... on Error { code } } }`

/** A room of everybody who takes part. An answer that is lost leaves one that nobody uses. */
export async function openRoom(asking: Asking): Promise<string> {
  const { createRoom: made } = await asking.ask<{ createRoom: { room: { id: string } } }>('admin', createRoom)
  return made.room.id
}
