import { expect, test } from 'vitest'
import { groupCommit } from './group-commit.ts'

const turn = () => new Promise(setImmediate)

class Lost extends Error {}
const options = { isAway: (error: unknown) => error instanceof Lost, maxInFlight: 3 }

/**
 * Runs one batch after the other, some turns each, and none behind one that failed while it was in flight. `breaks` is
 * asked for every batch whether the connection is lost, and with it whatever has been sent.
 */
function connection(bad: (item: number) => boolean, breaks: () => boolean = () => false) {
  const written: number[] = []
  const sizes: number[] = []
  let inFlight = 0
  let mostInFlight = 0
  let lost = 0
  let line = Promise.resolve('written')
  const write = async (items: number[], follows: boolean): Promise<number[]> => {
    sizes.push(items.length)
    mostInFlight = Math.max(mostInFlight, ++inFlight)
    const sentBefore = lost
    const runs = line.then(async (before) => {
      await turn()
      await turn()
      if (breaks()) lost++
      if (sentBefore < lost) return 'lost'
      if ((follows && before !== 'written') || items.some(bad)) return 'refused'
      written.push(...items)
      return 'written'
    })
    line = runs
    const outcome = await runs
    inFlight--
    if (outcome === 'lost') throw new Lost()
    if (outcome === 'written') return items.map((item) => -item)
    throw new Error('refused')
  }
  return { write, written, sizes, mostInFlight: () => mostInFlight }
}

async function submit(write: (item: number) => Promise<number>, count: number, perTurn: number) {
  const answers: Promise<number>[] = []
  for (let item = 1; item <= count; item++) {
    const answer = write(item)
    // Refused before anybody waits for all of them.
    answer.catch(() => {})
    answers.push(answer)
    if (item % perTurn === 0) await turn()
  }
  return Promise.allSettled(answers)
}

test.each([
  [3, 1],
  [500, 1],
  [500, 7],
  [500, 20],
  [500, 90],
  [2_000, 2_000],
])(
  '%i items, %i at a time, MUST be written in the order of their submission and answered each',
  async (count, perTurn) => {
    const { write, written } = connection(() => false)
    const answers = await submit(groupCommit(write, options), count, perTurn)
    const items = Array.from({ length: count }, (_, n) => n + 1)
    expect(written).toEqual(items)
    expect(answers.map((answer) => answer.status === 'fulfilled' && answer.value)).toEqual(items.map((item) => -item))
  },
)

test.each([1, 7, 20, 90, 500])(
  '%i at a time, a bad item MUST fail alone and change nothing about the order of the others',
  async (perTurn) => {
    const bad = (item: number) => [1, 40, 41, 77, 200, 333, 500].includes(item)
    const { write, written } = connection(bad)
    const answers = await submit(groupCommit(write, options), 500, perTurn)
    expect(written).toEqual(Array.from({ length: 500 }, (_, n) => n + 1).filter((item) => !bad(item)))
    expect(answers.map(({ status }) => status === 'rejected')).toEqual(answers.map((_, n) => bad(n + 1)))
  },
)

test.each([1, 2, 3])('as many batches MUST be in flight as it is told, and no more: %i', async (maxInFlight) => {
  const { write, written, mostInFlight } = connection(() => false)
  await submit(groupCommit(write, { ...options, maxInFlight }), 500, 90)
  expect(mostInFlight()).toBe(maxInFlight)
  expect(written).toEqual(Array.from({ length: 500 }, (_, n) => n + 1))
})

test('what comes while a write is in flight MUST be written together, and the first at once', async () => {
  const { write, sizes } = connection(() => false)
  const commit = groupCommit(write, options)
  const answers = Array.from({ length: 15 }, (_, n) => commit(n))
  expect(sizes).toEqual([1])
  await Promise.all(answers)
  expect(sizes).toEqual([1, 14])
})

test.each([1, 20, 90, 500])(
  '%i at a time, a connection that is lost MUST cost no item its turn or its answer',
  async (perTurn) => {
    let batches = 0
    const { write, written } = connection(
      (item) => item === 200,
      () => [2, 9, 20].includes(++batches),
    )
    const answers = await submit(groupCommit(write, options), 500, perTurn)
    expect(written).toEqual(Array.from({ length: 500 }, (_, n) => n + 1).filter((item) => item !== 200))
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  },
)

test('while the database is away every item MUST be rejected, and not by an attempt of its own', async () => {
  const { write, sizes } = connection(
    () => false,
    () => true,
  )
  const answers = await submit(groupCommit(write, options), 500, 500)
  expect(answers.every((answer) => answer.status === 'rejected' && answer.reason instanceof Lost)).toBe(true)
  expect(sizes.length).toBeLessThan(50)
})
