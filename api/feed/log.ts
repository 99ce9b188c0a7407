import type { DbClient, Fragment } from '../db/db.ts'
import { emptyHistory, type History, type Position, writtenIn } from './history.ts'

/**
 * One entry of a topic. `seq` counts from 1 without holes; its order is the order of commit. `epoch` is the topic's when
 * the entry was read.
 */
export type Entry<Body = unknown> = Position & {
  /** The epoch that its cursor names, where that is an earlier one. */
  writtenIn?: number
  kind: string
  body: Body
  /** Logins that may see it; null means everybody. */
  audience: string[] | null
  /** Logins whose right to read the topic ended with it. */
  revokes?: string[]
  /** The seq of an earlier entry whose body, audience or meaning has changed: nothing that was read before of what is up to there may be shown. */
  redacts?: number
  at: Date
}

export type Draft<Body = unknown> = Omit<Entry<Body>, keyof Position | 'writtenIn'>

/** Replaces the body of an earlier entry, where it is still kept. The draft that `redacts` it belongs in the same transaction. */
export async function redact(db: DbClient, topic: string, seq: number, body: object): Promise<void> {
  await db`
    update feed_entry set body = ${JSON.stringify(body)}::text::jsonb where topic = ${topic} and seq = ${seq}`
}

/** Takes a login out of the audience of earlier entries. A draft that `redacts` the last of them belongs in the same transaction. */
export async function withdraw(db: DbClient, topic: string, seqs: readonly number[], login: string): Promise<void> {
  await db`
    update feed_entry set audience = array_remove(audience, ${login})
    where topic = ${topic} and seq = any(${seqs as number[]}::bigint[])`
}

/**
 * What a slice stores of its entries in its own tables, as part of the same statement: one or more common table
 * expressions, `name as (insert …), …`, that select from `written (seq, body)`, a row for each entry, the body as JSON.
 * `bodies` are the same in the same order, for what is made of them here.
 */
export type Projection<Body = unknown> = (db: DbClient, bodies: readonly Body[]) => Fragment

/** `carried` is whether the entries are small enough to travel in a hint. */
export type Appended<Body> = { entries: Entry<Body>[]; carried: boolean }

/** Several entries of more characters of JSON than this are announced by their last number; readers get them from the log. */
const carriedCharacters = 32_768
/** Earlier epochs that a topic remembers: cursors of epochs before those expire. */
const maxPast = 20

/**
 * Appends in the caller's transaction, or in one of its own where the client has none. The topic's row stays locked
 * until that transaction ends, which makes the numbers gapless and their order the order of commit; so append late and
 * commit soon. Where `mayRun` is false nothing is appended and it fails. Begins a new epoch first when the topic was last
 * written in another incarnation of the table.
 */
export async function append<Body>(
  db: DbClient,
  topic: string,
  drafts: Draft<Body>[],
  projection: Projection<Body> = noProjection,
  mayRun: Fragment = db`true`,
): Promise<Appended<Body>> {
  // One parameter for all of them: a list of values would be another statement for each number of entries.
  const json = JSON.stringify(drafts)
  const [row] = await db<{ head: number; epoch: number }[]>`
    with reserved as (
      insert into feed_topic (name, head, incarnation)
      select ${topic}::text, ${drafts.length}::bigint, feed_incarnation() where ${mayRun}
      on conflict (name) do update set
        head = feed_topic.head + ${drafts.length},
        incarnation = excluded.incarnation,
        epoch = case when feed_topic.incarnation = excluded.incarnation then feed_topic.epoch else excluded.epoch end,
        past = case when feed_topic.incarnation = excluded.incarnation then feed_topic.past else ${pastWithCurrent(db)} end
      returning head, epoch
    ), written as (
      insert into feed_entry (topic, seq, kind, body, audience, revokes, redacts, at)
      select ${topic}, head - ${drafts.length} + number, kind, body, audience, revokes, redacts, at
      from reserved, rows from (
        jsonb_to_recordset(${json}::text::jsonb)
          as (kind text, body jsonb, audience text[], revokes text[], redacts bigint, at timestamptz)
      ) with ordinality as draft (kind, body, audience, revokes, redacts, at, number)
      returning seq, body
    ), ${projection(
      db,
      drafts.map(({ body }) => body),
    )}
    select head, epoch from reserved`
  if (!row) throw new Error(`Nothing was appended to ${topic}: it was not to run`)
  const { head, epoch } = row
  const entries = drafts.map((draft, i) => ({ ...draft, epoch, seq: head - drafts.length + 1 + i }))
  return { entries, carried: drafts.length === 1 || json.length <= carriedCharacters }
}

const noProjection: Projection = (db) => db`projected as (select)`

const pastWithCurrent = (db: DbClient) => db`
  case when jsonb_array_length(feed_topic.past) >= ${maxPast} then feed_topic.past - 0 else feed_topic.past end
    || jsonb_build_array(jsonb_build_array(feed_topic.epoch, feed_topic.head))`

/**
 * Begins a new epoch of a topic at its head if the table is another incarnation than that of the last writer, or if the
 * head has fallen behind a position that was seen in the same epoch. Every process that notices may call it.
 */
export async function beginEpoch(db: DbClient, topic: string, seen: Position): Promise<void> {
  await db`
    update feed_topic set past = ${pastWithCurrent(db)}, epoch = default, incarnation = feed_incarnation()
    where name = ${topic}
      and (incarnation <> feed_incarnation() or (epoch = ${seen.epoch} and head < ${seen.seq}))`
}

/**
 * Begins an epoch of every topic that shares nothing with those before: all positions but the beginning expire. For
 * changes of the tables by hand, which nothing else can notice. Returns how many topics there are.
 */
export async function forgetHistory(db: DbClient): Promise<number> {
  const { count } = await db`update feed_topic set past = '[]', epoch = default, incarnation = feed_incarnation()`
  return count
}

/** Up to `limit` entries after `seq`, oldest first, with the epoch of the moment they were read at. */
export async function readAfter(db: DbClient, topic: string, seq: number, limit: number): Promise<Entry[]> {
  const rows = await db<(EntryRow & Pick<History, 'past'>)[]>`
    select epoch, past, seq, kind, body, audience, revokes, redacts, at
    from feed_entry left join feed_topic on name = topic
    where topic = ${topic} and seq > ${seq} order by seq limit ${limit}`
  return rows.map(({ past, ...entry }) => named(entry, { epoch: entry.epoch, past }))
}

type EntryRow = Omit<Entry, 'revokes' | 'redacts'> & { revokes: string[] | null; redacts: number | null }

function named({ revokes, redacts, ...row }: EntryRow, history: Pick<History, 'epoch' | 'past'>): Entry {
  const entry: Entry = row
  if (revokes) entry.revokes = revokes
  if (redacts !== null) entry.redacts = redacts
  const epoch = writtenIn(history, entry.seq)
  return epoch === entry.epoch ? entry : { ...entry, writtenIn: epoch }
}

/** The last `limit` entries, oldest first, and the history they belong to, all of one moment. */
export async function readLast(
  db: DbClient,
  topic: string,
  limit: number,
): Promise<{ history: History; entries: Entry[] }> {
  const rows = await db<(History & Omit<EntryRow, 'seq'> & { seq: number | null })[]>`
    select epoch, oldest, head, past, seq, kind, body, audience, revokes, redacts, at
    from feed_topic left join feed_entry on topic = name and seq > head - ${limit} and seq <= head
    where name = ${topic} order by seq`
  const [first] = rows
  if (!first) return { history: emptyHistory, entries: [] }
  const { epoch, oldest, head, past } = first
  const entries = rows.flatMap(({ seq, kind, body, audience, revokes, redacts, at }) =>
    seq === null ? [] : [named({ epoch, seq, kind, body, audience, revokes, redacts, at }, { epoch, past })],
  )
  return { history: { epoch, oldest, head, past }, entries }
}

export async function readHistory(db: DbClient, topic: string): Promise<History> {
  const [row] = await db<History[]>`select epoch, oldest, head, past from feed_topic where name = ${topic}`
  return row ?? emptyHistory
}

/** Where a topic stands; `current` is false when its last writer knew another incarnation of the table. */
export type Standing = Position & { topic: string; current: boolean }

/** The standing of many topics in one query; a topic that nothing was ever written to has none. */
export async function standings(db: DbClient, topics: string[]): Promise<Map<string, Standing>> {
  const rows = await db<Standing[]>`
    select name as topic, epoch, head as seq, incarnation = feed_incarnation() as current
    from feed_topic where name = any(${topics})`
  return new Map(rows.map((row) => [row.topic, row]))
}
