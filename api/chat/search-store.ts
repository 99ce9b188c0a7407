import type { DbClient, Fragment } from '../db/db.ts'
import { type MessageSearch, mark, type SearchableMessage, searchable, type Term } from './search.ts'

/** A message's place among all, by time: microseconds since 1970, and the id where that is the same. */
export type SentPlace = { micros: number; id: string }
export type Ranked = SentPlace & { score: number }

/** The rooms whose messages may be found, and what they must have. */
export type Criteria = { rooms: readonly string[]; search: MessageSearch }

/** The newest messages are looked through one by one before the index is asked: a common word is among them. */
const lookedThrough = 10_000
/** More rooms are not asked of the index, which would look up each. */
const roomsByIndex = 100

/** The names of files by their ids. */
export type FileNames = (db: DbClient, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** What a message is found by, as the text of a `tsvector`. */
export function wordsOfMessage(message: SearchableMessage): string {
  const { words, marks } = searchable(message)
  let text = marks.map(quoted).join(' ')
  // A word has no sign that must be quoted.
  for (const [word, places] of words) text += ` '${word}':${places.length === 1 ? places[0] : places.join(',')}`
  return text
}

const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '$&$&')}'`
const oneOf = (lexemes: string[]) => (lexemes.length === 0 ? [] : [`(${lexemes.map(quoted).join(' | ')})`])

function termQuery({ words, prefix }: Term): string {
  return `(${words.map((word, i) => quoted(word) + (prefix && i === words.length - 1 ? ':*' : '')).join(' <-> ')})`
}

/** As the text of a `tsquery`; empty when nothing is asked of the index. */
function indexQuery({ terms, from, has }: MessageSearch, rooms: readonly string[]): string {
  return [
    ...terms.map(termQuery),
    ...oneOf(from.map(mark.from)),
    ...has.map((what) => quoted(mark.has(what))),
    ...oneOf(rooms.map(mark.room)),
  ].join(' & ')
}

/** Found by a whole word counts more than found by its beginning. */
function rankQuery({ terms }: MessageSearch): string {
  const words = terms.flatMap((term) => term.words)
  return words.flatMap((word) => [quoted(word), `${quoted(word)}:*`]).join(' | ')
}

const micros = (db: DbClient) => db`(extract(epoch from sent_at) * 1000000)::bigint as micros`
const momentOf = (db: DbClient, at: number) => db`'epoch'::timestamptz + ${at}::bigint * interval '1 microsecond'`
const isBefore = (db: DbClient, place: SentPlace) =>
  db`(sent_at, id) < (${momentOf(db, place.micros)}, ${place.id}::uuid)`
const isUpTo = (db: DbClient, place: SentPlace) =>
  db`(sent_at, id) <= (${momentOf(db, place.micros)}, ${place.id}::uuid)`

function inTime(db: DbClient, { since, before }: MessageSearch, place: Fragment): Fragment {
  return db`
    ${place} ${since ? db`and sent_at >= ${since}` : db``} ${before ? db`and sent_at < ${before}` : db``}`
}

// Words of an earlier version of the text find nothing: they are replaced soon (see message-indexing.ts).
function matches(db: DbClient, query: string): Fragment {
  return db`
    deleted_at is null ${query === '' ? db`` : db`and words @@ ${query}::tsquery and words_version = version`}`
}

/** Among the newest messages before a place: `(id, sent_at, words)`. */
function amongNewest(db: DbClient, { rooms, search }: Criteria, place: Fragment): Fragment {
  return db`
    select id, sent_at, words from (
      select id, room_id, sent_at, words, words_version, version, deleted_at from message
      where ${inTime(db, search, place)}
      order by sent_at desc, id desc limit ${lookedThrough}
    ) as newest
    where room_id = any(${rooms as string[]}::text[]) and ${matches(db, indexQuery(search, []))}`
}

/** Among all messages before a place, by the index alone: reading the index of the rooms, too, would take longer. */
function amongAll(db: DbClient, { rooms, search }: Criteria, place: Fragment): Fragment {
  const query = indexQuery(search, rooms.length <= roomsByIndex ? rooms : [])
  return db`
    select id, sent_at, words from (
      select id, room_id, sent_at, words from message
      where ${inTime(db, search, place)} and ${matches(db, query)}
      offset 0
    ) as indexed
    where room_id = any(${rooms as string[]}::text[])`
}

/** Up to `limit` messages that are found, before a place, the newest first. */
export async function newestFound(
  db: DbClient,
  criteria: Criteria,
  after: SentPlace | null,
  limit: number,
): Promise<SentPlace[]> {
  const place = () => (after ? isBefore(db, after) : db`true`)
  const firstOf = (found: Fragment, kept: Fragment) => db<SentPlace[]>`
    with found as ${kept} (${found})
    select id, ${micros(db)} from found order by sent_at desc, id desc limit ${limit}`
  const among = await firstOf(amongNewest(db, criteria, place()), db`not materialized`)
  // Read as a whole: with the limit in sight the planner would look through all messages for what may be rare.
  return among.length === limit ? among : firstOf(amongAll(db, criteria, place()), db`materialized`)
}

/** Of so many newest hits the best are looked for; of at least so few, before the index is asked. */
const ranked = { most: 1_000, least: 50 }

/** Which hits a list of the best is made of, so that what is sent meanwhile does not change the order of its next page. */
export type RankedSet = { upTo: SentPlace; byIndex: boolean }

/**
 * The newest of the messages that are found, the best first, after one of them: up to `limit` of the newest thousand, or
 * where there are many hits of those that were sent last. Null when there is none.
 */
export async function bestFound(
  db: DbClient,
  criteria: Criteria,
  after: (Ranked & RankedSet) | null,
  limit: number,
): Promise<(RankedSet & { hits: Ranked[] }) | null> {
  const place = () => (after ? isUpTo(db, after.upTo) : db`true`)
  const query = rankQuery(criteria.search)
  const bestOf = async (byIndex: boolean) => {
    const found = byIndex ? amongAll(db, criteria, place()) : amongNewest(db, criteria, place())
    const rows = await db<(Ranked & { count: number; upTo: SentPlace })[]>`
      with found as materialized (${found}), newest as (
        select id, ${micros(db)}, ts_rank(words, ${query}::tsquery, 1) as score
        from found order by sent_at desc, id desc limit ${ranked.most}
      ), counted as (
        select *, count(*) over ()::int as count,
          first_value(jsonb_build_object('micros', micros, 'id', id)) over (order by micros desc, id desc) as up_to
        from newest
      )
      select id, micros, score, count, up_to from counted
      ${after ? db`where (score, micros, id) < (${after.score}::real, ${after.micros}::bigint, ${after.id}::uuid)` : db``}
      order by score desc, micros desc, id desc limit ${limit}`
    const [first] = rows
    return first ? { hits: rows, upTo: after?.upTo ?? first.upTo, byIndex, count: first.count } : null
  }
  if (after) return bestOf(after.byIndex)
  const among = await bestOf(false)
  return among && among.count >= ranked.least ? among : bestOf(true)
}

/**
 * Fills in the words of up to `limit` messages that have none or those of an earlier version: what was written before
 * there was a search, or by a process of the last version. Returns how many there were; other processes take others.
 */
export async function indexMessages(tx: DbClient, limit: number, namesOf: FileNames): Promise<number> {
  const rows = await tx<(SearchableMessage & { id: string; version: number })[]>`
    select id, text, author, room_id, attachment_ids, version from message
    where words_version is distinct from version order by sent_at desc limit ${limit} for update skip locked`
  const names = await namesOf(
    tx,
    rows.flatMap(({ attachmentIds }) => attachmentIds ?? []),
  )
  const words = rows.map((row) => {
    const fileNames = (row.attachmentIds ?? []).flatMap((id) => names.get(id) ?? [])
    return wordsOfMessage({ ...row, fileNames })
  })
  await tx`
    update message set words = given.words::tsvector, words_version = version
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${words}::text[]) as given (id, words)
    where message.id = given.id`
  return rows.length
}

/**
 * Moves what was written last into the index proper, so that neither a search nor a writer has to. Left to Postgres where
 * the index belongs to another role.
 */
export async function tidyIndex(db: DbClient): Promise<void> {
  await db`
    select gin_clean_pending_list(oid::regclass) from pg_class
    where oid = 'message_words'::regclass and pg_has_role(relowner, 'usage')`
}
