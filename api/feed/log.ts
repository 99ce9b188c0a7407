import type { DbClient, Fragment } from '../db/db.ts'

/** One fact of a topic. `seq` counts from 1 without holes; its order is the order of commit. */
export type Entry<Body = unknown> = {
  seq: number
  kind: string
  body: Body
  /** Logins that may see it; null means everybody. */
  audience: string[] | null
  at: Date
}

export type Draft<Body = unknown> = Omit<Entry<Body>, 'seq'>

/** Where a topic begins and ends: everything from `oldest` to `head` can be read. */
export type Extent = { oldest: number; head: number }

/**
 * What a slice keeps of its entries, by the same statement: an `insert` that selects from `written (seq, body)`, with a
 * row for each entry, the body as JSON.
 */
export type Projection = (db: DbClient) => Fragment

/** `carried` is whether they are few enough bytes to travel with a ring. */
export type Appended<Body> = { entries: Entry<Body>[]; carried: boolean }

/** Entries that make up more characters of JSON than this travel as their number only; listeners read them from the log. */
const carriedCharacters = 32_768

/**
 * Appends in the caller's transaction, or in one of its own where the handle has none. The topic's row stays locked
 * until that transaction ends, which is what makes the numbers gapless and their order the order of commit; so append
 * late and commit soon. Where `mayRun` is false nothing is appended and it fails.
 */
export async function append<Body>(
  db: DbClient,
  topic: string,
  drafts: Draft<Body>[],
  keep: Projection = noProjection,
  mayRun: Fragment = db`true`,
): Promise<Appended<Body>> {
  // One parameter for all of them: a list of values would be another statement for each number of entries.
  const json = JSON.stringify(drafts)
  const [row] = await db<{ head: number }[]>`
    with reserved as (
      insert into feed_topic (name, head) select ${topic}::text, ${drafts.length}::bigint where ${mayRun}
      on conflict (name) do update set head = feed_topic.head + ${drafts.length}
      returning head
    ), written as (
      insert into feed_entry (topic, seq, kind, body, audience, at)
      select ${topic}, head - ${drafts.length} + place, kind, body, audience, at
      from reserved, rows from (
        jsonb_to_recordset(${json}::text::jsonb) as (kind text, body jsonb, audience text[], at timestamptz)
      ) with ordinality as draft (kind, body, audience, at, place)
      returning seq, body
    ), kept as (${keep(db)})
    select head from reserved`
  if (!row) throw new Error(`Nothing was appended to ${topic}: it was not to run`)
  const { head } = row
  const entries = drafts.map((draft, i) => ({ ...draft, seq: head - drafts.length + 1 + i }))
  return { entries, carried: drafts.length === 1 || json.length <= carriedCharacters }
}

const noProjection: Projection = (db) => db`select`

/** Up to `limit` entries after `seq`, oldest first. */
export function readAfter(db: DbClient, topic: string, seq: number, limit: number): Promise<Entry[]> {
  return db<Entry[]>`
    select seq, kind, body, audience, at from feed_entry
    where topic = ${topic} and seq > ${seq} order by seq limit ${limit}`
}

/** The last `limit` entries, oldest first, and the extent they were read at. */
export async function readLast(db: DbClient, topic: string, limit: number): Promise<Extent & { entries: Entry[] }> {
  // The extent first: an entry that commits in between is simply newer than this head.
  const { oldest, head } = await extent(db, topic)
  const entries = await db<Entry[]>`
    select seq, kind, body, audience, at from feed_entry
    where topic = ${topic} and seq > ${head - limit} and seq <= ${head} order by seq`
  return { oldest, head, entries }
}

export async function extent(db: DbClient, topic: string): Promise<Extent> {
  const [row] = await db<Extent[]>`select oldest, head from feed_topic where name = ${topic}`
  return row ?? { oldest: 1, head: 0 }
}

/** The heads of many topics in one look. */
export async function heads(db: DbClient, topics: string[]): Promise<Map<string, number>> {
  const rows = await db<{ name: string; head: number }[]>`
    select name, head from feed_topic where name = any(${topics})`
  return new Map(rows.map((row) => [row.name, row.head]))
}
