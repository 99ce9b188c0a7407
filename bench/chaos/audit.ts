import { setTimeout as sleep } from 'node:timers/promises'
import type { Asking } from './asking.ts'
import type { Book, Seen } from './book.ts'
import type { Cast } from './cast.ts'
import { holdsWithin, type Span } from './health.ts'
import { type Account, judge } from './ledger.ts'
import { policies } from './policies.ts'
import type { Books } from './publishers.ts'
import type { Reader } from './reader.ts'
import { fold, judgeChanges } from './room-changes.ts'
import { messages, notifications, readAll, type Stream } from './streams.ts'

/** Milliseconds in which everything acknowledged must be in the lists, and everything in the lists with the readers. */
const arrivesWithin = 40_000
/** Milliseconds in which something may still come twice. */
const stragglers = 2_500
const overseer = 'admin'

/** Waits until everything has arrived, or has had the time to, and judges every stream. */
export async function audit(cast: Cast, books: Books, asking: Asking, unhealthy: Span[]): Promise<Account[]> {
  await arrival(messages, books.messages, asking)
  await arrival(notifications, books.notifications, asking)
  await holdsWithin(arrivesWithin, () => isHeard(books.events, cast))
  await sleep(stragglers)

  const common = { overseer, unhealthy }
  const accounts: Account[] = []
  for (const { stream, book, inOrder } of [
    { stream: messages, book: books.messages, inOrder: true },
    { stream: notifications, book: books.notifications, inOrder: false },
  ]) {
    const readers = cast.readersOf(stream)
    const lists = await listsFor(readers, stream, asking)
    await holdsWithin(arrivesWithin, () =>
      readers.every((reader) => standsAtEnd(reader, lists.get(reader.reading.login))),
    )
    const readings = readers.map(({ reading }) => reading)
    accounts.push(
      judge({
        ...common,
        stream: stream.name,
        book,
        readings,
        inOrder,
        listOf: (login) => lists.get(login) ?? [],
        stepOf,
      }),
    )
  }
  accounts.push(await auditChanges(cast, books, asking))
  const sold = await readAll(asking, overseer, policies)
  accounts.push(
    judge({ ...common, stream: 'policies', book: books.policies, readings: [], inOrder: false, listOf: () => sold }),
  )
  if (cast.neighbour) {
    const { reading } = cast.neighbour
    const heard = [...reading.followed]
    accounts.push(
      judge({
        ...common,
        stream: 'events on RabbitMQ',
        book: books.events,
        readings: [reading],
        inOrder: false,
        listOf: () => heard,
        stepOf,
      }),
    )
  }
  return accounts
}

async function auditChanges({ changes, readersOf }: Cast, books: Books, asking: Asking): Promise<Account> {
  const readings = readersOf(changes).map(({ reading }) => reading)
  const fresh = await readAll(asking, overseer, changes)
  const now = new Map(fresh.map(({ key, words }) => [key, words]))
  await holdsWithin(arrivesWithin, () => readings.every((reading) => isSame(fold(reading), now)))
  return judgeChanges(changes, books.revisions, fresh, readings)
}

const isSame = (mine: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>) =>
  mine.size === now.size && [...now].every(([id, words]) => mine.get(id) === words)

/** Whether everything acknowledged so far has been seen by somebody who sees everything. */
export function isSeen(cast: Cast, books: Books): boolean {
  return [
    { stream: messages, book: books.messages },
    { stream: notifications, book: books.notifications },
  ].every(({ stream, book }) => {
    const reading = cast.readersOf(stream).find((reader) => reader.reading.login === overseer)?.reading
    const seen = new Set([...(reading?.page ?? []), ...(reading?.followed ?? [])].map(({ key }) => key))
    return [...book.acknowledged.keys()].every((key) => seen.has(key))
  })
}

async function arrival(stream: Stream, book: Book, asking: Asking): Promise<void> {
  const everything = async () => {
    const listed = new Set((await readAll(asking, overseer, stream)).map(({ key }) => key))
    return [...book.acknowledged.keys()].every((key) => listed.has(key))
  }
  await holdsWithin(arrivesWithin, everything, 500)
}

function isHeard(book: Book, { neighbour }: Cast): boolean {
  if (!neighbour) return true
  const heard = new Set(neighbour.reading.followed.map(({ key }) => key))
  return [...book.acknowledged.keys()].every((key) => heard.has(key))
}

async function listsFor(readers: Reader[], stream: Stream, asking: Asking): Promise<Map<string, Seen[]>> {
  const lists = new Map<string, Seen[]>()
  for (const login of new Set([overseer, ...readers.map(({ reading }) => reading.login)]))
    lists.set(login, await readAll(asking, login, stream))
  return lists
}

function standsAtEnd({ cursor }: Reader, list: Seen[] = []): boolean {
  const last = list.at(-1)
  return !last || last.position.startsWith(`${cursor()} `)
}

/** A policy is sold before it is terminated, whoever tells it. */
function stepOf({ key }: Seen): { subject: string; step: number } | null {
  const [kind = '', subject = ''] = key.split(' ')
  if (kind === 'PolicySold' || kind === 'PolicyCreated') return { subject, step: 0 }
  return kind === 'PolicyTerminated' ? { subject, step: 1 } : null
}
