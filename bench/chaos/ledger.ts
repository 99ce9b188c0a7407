import type { Acknowledged, Book, NotificationContent, Reading, Seen } from './book.ts'
import type { Span } from './health.ts'

/** What became of one stream. Every column from `lost` to `lawBroken` is bad when it is not zero. */
export type Account = {
  stream: string
  acknowledged: number
  /** Entries that readers were given live, all readers together. */
  delivered: number
  /** Acknowledged and not in the list, or in the list and never given to a reader who may see it. */
  lost: number
  /** Given to a reader more than once, or in the list more than once. */
  repeated: number
  /** Given to a reader in another order than the list's, or in the list before something acknowledged earlier. */
  outOfOrder: number
  /** Seen and never said so, not in the list, or not for this reader's eyes. */
  phantom: number
  /** Answers that differ from an earlier answer, or from what the list says. */
  contradicted: number
  /** Things about one subject told in another order than they happened. */
  perSubject: number
  /** Readers for whom the page at the start and the entries that followed are not a fresh page. */
  lawBroken: number
  /** The longest, in milliseconds, that an acknowledged entry kept a reader waiting while everything was healthy; null where it is not measured. */
  longestSilence: number | null
  /** The longest, in milliseconds, that an acknowledged entry kept a reader waiting at all; null where it is not measured. */
  longestWait: number | null
  /** A few findings in words, for those who look for the reason. */
  findings: string[]
}

export const badColumns = [
  'lost',
  'repeated',
  'outOfOrder',
  'phantom',
  'contradicted',
  'perSubject',
  'lawBroken',
] as const satisfies (keyof Account)[]

export type Evidence = {
  stream: string
  book: Pick<Book, 'said' | 'acknowledged' | 'contradictions'>
  readings: Reading[]
  /** The whole list, read afresh at the end, as this login sees it. */
  listOf(login: string): Seen[]
  /** A login that sees everything. */
  overseer: string
  /** Spans in which something was broken on purpose: waiting in them is nobody's fault. */
  unhealthy: Span[]
  /** Whether what was acknowledged before another was said must also stand before it. */
  inOrder: boolean
  /** What an entry is about and how far that has come, where things about one subject have an order. */
  stepOf?(seen: Seen): { subject: string; step: number } | null
}

const maxFindings = 12

/** Compares what was said, what was acknowledged, what the list holds and what every reader saw. */
export function judge(evidence: Evidence): Account {
  const { stream, book, readings, overseer } = evidence
  const findings: string[] = []
  const count = (kind: string, found: string[]) => {
    findings.push(...found.slice(0, maxFindings).map((what) => `${kind}: ${what}`))
    return found.length
  }
  const list = evidence.listOf(overseer)
  const stepsOf = (who: string, seen: Seen[]) => stepsBack(seen, evidence.stepOf).map((what) => `${who}: ${what}`)
  const each = (find: (reading: Reading, list: Seen[]) => string[]) =>
    readings.flatMap((reading) =>
      find(reading, partFor(reading, evidence.listOf(reading.login))).map((what) => `${reading.reader}: ${what}`),
    )

  const longest = (unhealthy: Span[]) =>
    Math.max(0, ...readings.map((reading) => silenceOf(reading, book.acknowledged, unhealthy)))

  return {
    stream,
    acknowledged: book.acknowledged.size,
    delivered: readings.reduce((sum, { followed }) => sum + followed.length, 0),
    lost: count('lost', [...missingFrom(list, book.acknowledged), ...each(unread)]),
    repeated: count('repeated', [
      ...twice(list, 'the list'),
      ...each(({ page, followed }) => twice([...page, ...followed], 'the reader')),
    ]),
    outOfOrder: count('out of order', [...(evidence.inOrder ? overtaken(list, book) : []), ...each(jumpsBack)]),
    phantom: count('phantom', [
      ...unsaid(list, book.said, null),
      ...each((reading, part) => phantoms(reading, part, book.said)),
    ]),
    contradicted: count('contradicted', [...book.contradictions, ...misplaced(list, book.acknowledged)]),
    perSubject: count('order per subject', [
      ...stepsOf('the list', list),
      ...readings.flatMap(({ reader, page, followed }) => stepsOf(reader, [...page, ...followed])),
    ]),
    lawBroken: count('law', each(lawOf)),
    longestSilence: longest(evidence.unhealthy),
    longestWait: longest([]),
    findings,
  }
}

export function isGood(account: Account): boolean {
  return badColumns.every((column) => account[column] === 0)
}

/** The part of a fresh list that a reader should have: from the first entry of its page on. */
function partFor({ page }: Reading, list: Seen[]): Seen[] {
  // Who began with an empty page began with an empty list.
  const begun = list.findIndex((entry) => entry.position === page[0]?.position)
  return list.slice(Math.max(begun, 0))
}

function missingFrom(list: Seen[], acknowledged: Map<string, Acknowledged>): string[] {
  const there = new Set(list.map((entry) => entry.key))
  return [...acknowledged.keys()]
    .filter((key) => !there.has(key))
    .map((key) => `${key} was acknowledged and is not in the list`)
}

function unread({ page, followed }: Reading, list: Seen[]): string[] {
  const read = new Set([...page, ...followed].map((entry) => entry.position))
  return list.filter((entry) => !read.has(entry.position)).map((entry) => `never saw ${entry.key}`)
}

function twice(entries: Seen[], where: string): string[] {
  const times = new Map<string, number>()
  for (const { key } of entries) times.set(key, (times.get(key) ?? 0) + 1)
  return [...times].flatMap(([key, n]) => Array.from({ length: n - 1 }, () => `${where} has ${key} ${n} times`))
}

function jumpsBack({ page, followed }: Reading, list: Seen[]): string[] {
  const index = new Map(list.map((entry, i) => [entry.position, i]))
  const found: string[] = []
  let furthest = -1
  const before = new Set<string>()
  for (const { position, key } of [...page, ...followed]) {
    const at = index.get(position)
    if (at === undefined || before.has(position)) continue
    before.add(position)
    if (at < furthest) found.push(`saw ${key} after a later one`)
    furthest = Math.max(furthest, at)
  }
  return found
}

/** Whoever was acknowledged before another was said for the first time must stand before it in the list. */
function overtaken(list: Seen[], { said, acknowledged }: Pick<Book, 'said' | 'acknowledged'>): string[] {
  const found: string[] = []
  let latest: NotificationContent | null = null
  for (const { key } of list) {
    const acknowledgedAt = acknowledged.get(key)?.at ?? Number.POSITIVE_INFINITY
    if (latest && acknowledgedAt < latest.at)
      found.push(`${key} was acknowledged before ${latest.key} was said, and stands behind it`)
    const thing = said.get(key)
    if (thing && (!latest || thing.at > latest.at)) latest = thing
  }
  return found
}

function unsaid(list: Seen[], said: Map<string, NotificationContent>, login: string | null): string[] {
  return list.flatMap(({ key, words }) => {
    const thing = said.get(key)
    if (!thing) return [`${key} was never said`]
    if (thing.words !== words)
      return [`${key} was said as ${JSON.stringify(thing.words)} and seen as ${JSON.stringify(words)}`]
    return login !== null && thing.audience && !thing.audience.includes(login) ? [`${key} is not for ${login}`] : []
  })
}

function phantoms({ login, page, followed }: Reading, list: Seen[], said: Map<string, NotificationContent>): string[] {
  const listed = new Set(list.map((entry) => entry.position))
  const all = [...page, ...followed]
  const strange = all
    .filter((entry) => !listed.has(entry.position))
    .map(({ key }) => `saw ${key}, which is not in the list`)
  return [...strange, ...unsaid(all, said, login)]
}

function misplaced(list: Seen[], acknowledged: Map<string, Acknowledged>): string[] {
  return list.flatMap(({ key, position }) => {
    const answered = acknowledged.get(key)?.position ?? null
    return answered === null || answered === position
      ? []
      : [`${key} was answered with ${answered} and stands at ${position}`]
  })
}

function stepsBack(entries: Seen[], stepOf: Evidence['stepOf']): string[] {
  const reached = new Map<string, number>()
  return entries.flatMap((entry) => {
    const about = stepOf?.(entry)
    if (!about) return []
    const before = reached.get(about.subject) ?? -1
    reached.set(about.subject, Math.max(before, about.step))
    return about.step < before ? [`${entry.key} came after what followed from it`] : []
  })
}

function lawOf({ page, followed }: Reading, list: Seen[]): string[] {
  const mine = [...page, ...followed]
  const same =
    mine.length === list.length &&
    mine.every((entry, i) => entry.position === list[i]?.position && entry.words === list[i]?.words)
  return same ? [] : [`has ${mine.length} entries, a fresh list has ${list.length}, and they are not the same`]
}

function silenceOf({ followed }: Reading, acknowledged: Map<string, Acknowledged>, unhealthy: Span[]): number {
  let longest = 0
  for (const { key, at } of followed) {
    const from = acknowledged.get(key)?.at
    if (from !== undefined && from < at) longest = Math.max(longest, healthyTime(from, at, unhealthy))
  }
  return longest
}

/** Milliseconds between two moments, the unhealthy spans (in order, not overlapping) left out. */
export function healthyTime(from: number, to: number, unhealthy: Span[]): number {
  const lost = unhealthy.reduce((sum, span) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)), 0)
  return to - from - lost
}
