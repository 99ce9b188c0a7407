import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createAdmissionControl } from './admission-control.ts'

/** A clock that only moves when work is done. */
function workshop() {
  let time = 0
  const admission = createAdmissionControl(() => time)
  const done: number[] = []
  const work = async (name: number, ms: number) => {
    await admission.pass()
    time += ms
    done.push(name)
  }
  return { admission, done, work }
}

test('work that arrives while there is time MUST begin at once', async () => {
  const { done, work } = workshop()
  work(1, 1)
  await work(2, 1)
  expect(done).toEqual([1, 2])
})

test('much work at once MUST be done in the order of its arrival, a part of it each turn, and all of it', async () => {
  const { done, work } = workshop()
  const all = Array.from({ length: 20 }, (_, i) => work(i, 1))
  const perTurn: number[] = []
  while (done.length < all.length) {
    const before = done.length
    await nextTurn()
    perTurn.push(done.length - before)
  }
  expect(done).toEqual([...done.keys()])
  // Two of a millisecond each fill a slice; the first count begins before the first turn has ended.
  expect(perTurn.slice(1).every((passed) => passed <= 2)).toBe(true)
})

test('work that arrives while other work waits MUST be done after it', async () => {
  const { done, work } = workshop()
  for (let i = 0; i < 8; i++) work(i, 2)
  await nextTurn()
  await work(8, 1)
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
})
