import { expect, test } from 'vitest'
import { createBook, type Reading, type Seen } from './book.ts'
import { breakages, brokenFollow } from './broken.ts'
import { createChance } from './chance.ts'
import { type Account, badColumns, healthyTime, isGood, judge } from './ledger.ts'
import { judgeChanges, roomChanges } from './room-changes.ts'

/** Twenty things said one after the other, each acknowledged before the next, and a reader who saw it all. */
function aGoodRun(length = 20) {
  let clock = 0
  const book = createBook(() => clock)
  const list: Seen[] = []
  for (let n = 1; n <= length; n++) {
    clock = n * 1_000
    book.say({ key: `m${n}`, words: `word ${n}`, audience: null })
    clock += 10
    book.acknowledge(`m${n}`, `p${n}`)
    list.push({ key: `m${n}`, words: `word ${n}`, position: `p${n}`, at: clock + 5 })
  }
  const reading: Reading = { reader: 'danny', login: 'danny', page: list.slice(0, 5), followed: list.slice(5) }
  return { book, list, reading, at: (n: number) => list[n - 1] as Seen }
}

type Run = ReturnType<typeof aGoodRun>

function accountOf({ book, list, reading }: Run, more: Partial<Parameters<typeof judge>[0]> = {}): Account {
  const evidence = { stream: 's', book, readings: [reading], listOf: () => list, overseer: 'admin' }
  return judge({ ...evidence, unhealthy: [], inOrder: true, ...more })
}

/** The bad columns that are not zero. */
function faultsOf(account: Account): Partial<Account> {
  return Object.fromEntries(
    badColumns.filter((column) => account[column] !== 0).map((column) => [column, account[column]]),
  )
}

test('a run in which nothing went wrong MUST have nothing in any bad column', () => {
  const account = accountOf(aGoodRun())
  expect(account).toMatchObject({ acknowledged: 20, delivered: 15, longestSilence: 5, findings: [] })
  expect(isGood(account)).toBe(true)
})

test('an entry that a reader never got MUST be found lost', () => {
  const run = aGoodRun()
  run.reading.followed.splice(3, 1)
  expect(faultsOf(accountOf(run))).toEqual({ lost: 1, lawBroken: 1 })
})

test('an entry at the end that a reader never got MUST be found lost', () => {
  const run = aGoodRun()
  run.reading.followed.pop()
  expect(faultsOf(accountOf(run))).toEqual({ lost: 1, lawBroken: 1 })
})

test('everything missing for who began with an empty page MUST be found lost', () => {
  const run = aGoodRun()
  run.reading.page = []
  expect(faultsOf(accountOf(run))).toEqual({ lost: 5, lawBroken: 1 })
})

test('an acknowledged entry that is not in the list MUST be found lost, also when nobody was there to read it', () => {
  const run = aGoodRun()
  run.book.say({ key: 'gone', words: 'x', audience: null })
  run.book.acknowledge('gone', null)
  expect(faultsOf(accountOf(run))).toEqual({ lost: 1 })
  expect(faultsOf(accountOf(run, { readings: [] }))).toEqual({ lost: 1 })
})

test('an entry that was said and never acknowledged MAY be missing', () => {
  const run = aGoodRun()
  run.book.say({ key: 'unanswered', words: 'x', audience: null })
  expect(faultsOf(accountOf(run))).toEqual({})
})

test('an entry that came twice MUST be found repeated', () => {
  const run = aGoodRun()
  run.reading.followed.splice(4, 0, run.at(8))
  expect(faultsOf(accountOf(run))).toEqual({ repeated: 1, lawBroken: 1 })
})

test('an entry of the page that came again MUST be found repeated', () => {
  const run = aGoodRun()
  run.reading.followed.unshift(run.at(5))
  expect(faultsOf(accountOf(run))).toEqual({ repeated: 1, lawBroken: 1 })
})

test('a message that stands in the list twice MUST be found repeated', () => {
  const run = aGoodRun()
  const copy = { ...run.at(20), position: 'p21' }
  run.list.push(copy)
  run.reading.followed.push(copy)
  expect(faultsOf(accountOf(run))).toMatchObject({ repeated: 2 })
})

test('two entries that changed places on the way MUST be found out of order', () => {
  const run = aGoodRun()
  run.reading.followed.splice(2, 2, run.at(9), run.at(8))
  expect(faultsOf(accountOf(run))).toEqual({ outOfOrder: 1, lawBroken: 1 })
})

test('an order that everybody sees MUST be found wrong when what was acknowledged first stands behind', () => {
  const run = aGoodRun()
  run.list.splice(11, 2, run.at(13), run.at(12))
  run.reading.followed = run.list.slice(5)
  expect(faultsOf(accountOf(run))).toEqual({ outOfOrder: 1 })
  expect(faultsOf(accountOf(run, { inOrder: false }))).toEqual({})
})

test('what nobody said MUST be found a phantom, and so must words that nobody said', () => {
  const run = aGoodRun()
  run.list.splice(7, 1, { ...run.at(8), words: 'something else' })
  run.reading.followed.push({ key: 'ghost', words: '', position: 'p99', at: 0 })
  expect(accountOf(run).findings.filter((finding) => finding.startsWith('phantom'))).toEqual([
    'phantom: m8 was said as "word 8" and seen as "something else"',
    'phantom: danny: saw ghost, which is not in the list',
    'phantom: danny: ghost was never said',
  ])
})

test('what is not for a reader MUST be found a phantom', () => {
  const run = aGoodRun()
  const secret = { key: 'secret', words: 'for jimmy', position: 'p21', at: 0 }
  run.book.say({ ...secret, audience: ['jimmy', 'admin'] })
  run.reading.followed.push(secret)
  const withSecret = [...run.list, secret]
  const listOf = (login: string) => (login === 'danny' ? run.list : withSecret)
  expect(faultsOf(accountOf(run, { listOf }))).toMatchObject({ phantom: 2 })
})

test('answers that differ MUST be found contradicted: from each other, and from the list', () => {
  const run = aGoodRun()
  run.book.acknowledge('m3', 'p4')
  run.list.splice(9, 1, { ...run.at(10), position: 'elsewhere' })
  run.reading.followed = run.list.slice(5)
  expect(faultsOf(accountOf(run))).toEqual({ contradicted: 2 })
})

test('an effect that was told before its cause MUST be found', () => {
  const run = aGoodRun()
  const steps: Record<string, number> = { m7: 1, m9: 0 }
  const stepOf = ({ key }: Seen) => (key in steps ? { subject: 'policy', step: steps[key] ?? 0 } : null)
  expect(faultsOf(accountOf(run, { stepOf }))).toEqual({ perSubject: 2 })
})

test('silence MUST count only while nothing was broken', () => {
  const run = aGoodRun()
  run.reading.followed[3] = { ...run.at(9), at: 9_010 + 7_000 }
  expect(accountOf(run).longestSilence).toBe(7_000)
  expect(
    accountOf(run, {
      unhealthy: [
        { from: 8_000, to: 11_010 },
        { from: 12_000, to: 16_000 },
      ],
    }).longestSilence,
  ).toBe(1_000)
  expect(healthyTime(0, 10, [])).toBe(10)
})

test.each(breakages)('a follow with a %s MUST be found', (breakage) => {
  const run = aGoodRun(400)
  const tamper = brokenFollow(breakage, createChance(1))
  run.reading.followed = run.reading.followed.flatMap(tamper)
  const column = { gap: 'lost', repeat: 'repeated', reorder: 'outOfOrder', phantom: 'phantom' } as const
  const account = accountOf(run)
  expect(account[column[breakage]]).toBeGreaterThan(0)
  expect(account.lawBroken).toBe(1)
  expect(isGood(account)).toBe(false)
})

/** A room in which two messages were sent, one edited and liked, one deleted, and a reader who heard it all. */
function aGoodRoom() {
  const state = (text: string, version: number, more: { deleted?: boolean; thumbs?: string[] } = {}) =>
    JSON.stringify({ text, version, deleted: false, thumbs: [], ...more })
  const last = { a: state('later', 2, { thumbs: ['👍 danny'] }), b: state('', 1, { deleted: true }) }
  const followed = [
    { key: 'a', words: state('first', 1), position: 'c1', at: 1 },
    { key: 'b', words: state('second', 1), position: 'c2', at: 2 },
    { key: 'a', words: state('later', 2), position: 'c3', at: 3 },
    { key: 'a', words: last.a, position: 'c4', at: 4 },
    { key: 'b', words: last.b, position: 'c5', at: 5 },
  ]
  const expected = new Map([
    ['a', { text: 'later', deleted: false, reactions: new Set(['danny']), changes: 3 }],
    ['b', { text: 'second', deleted: true, reactions: new Set<string>(), changes: 2 }],
  ])
  const fresh = Object.entries(last).map(([key, words]) => ({ key, words, position: `m${key}`, at: 9 }))
  const readings = ['one', 'two'].map((reader) => ({
    reader,
    login: 'danny',
    page: [] as Seen[],
    followed: [...followed],
  }))
  const judged = () => faultsOf(judgeChanges(roomChanges('r'), expected, fresh, readings))
  return { expected, fresh, second: readings[1] as Reading, judged }
}

test('changes that everybody heard in one order MUST have nothing in any bad column', () => {
  expect(aGoodRoom().judged()).toEqual({})
})

test.each<[string, (room: ReturnType<typeof aGoodRoom>) => unknown, Partial<Account>]>([
  [
    'an acknowledged edit that is gone',
    ({ expected }) => Object.assign(expected.get('a') ?? {}, { text: 'x' }),
    { lost: 1 },
  ],
  ['a deletion that is gone', ({ expected }) => Object.assign(expected.get('a') ?? {}, { deleted: true }), { lost: 1 }],
  ['a reaction that is gone', ({ expected }) => expected.get('a')?.reactions.clear(), { lost: 1 }],
  ['a message that nobody sent', ({ expected }) => expected.delete('b'), { phantom: 1 }],
  ['a change that a reader missed', ({ second }) => second.followed.splice(2, 1), { outOfOrder: 1 }],
  ['the last change that a reader missed', ({ second }) => second.followed.pop(), { outOfOrder: 1, lawBroken: 1 }],
  [
    'a change that came twice',
    ({ second }) => second.followed.push(second.followed[4] as Seen),
    { repeated: 1, outOfOrder: 1 },
  ],
  [
    'two changes in another order',
    ({ second }) => second.followed.splice(0, 2, ...second.followed.slice(0, 2).reverse()),
    { outOfOrder: 1 },
  ],
])('%s MUST be found', (_, spoil, faults) => {
  const room = aGoodRoom()
  spoil(room)
  expect(room.judged()).toEqual(faults)
})
