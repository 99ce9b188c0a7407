import { describe, expect, test } from 'vitest'
import { DomainError } from './errors.ts'
import { createWorkQueue } from './work-queue.ts'

const refusal = () => new DomainError('TOO_MANY_ATTEMPTS', 'Busy.')

/** Work that ends when told to, and what has been started so far. */
function workOf(queue: ReturnType<typeof createWorkQueue>) {
  const started: string[] = []
  const ends: (() => void)[] = []
  const run = (key: string, name: string) =>
    queue.run(key, async () => {
      started.push(name)
      await new Promise<void>((end) => ends.push(end))
      return name
    })
  // What can run without anything ending has run after a turn of the event loop.
  const endOne = async () => {
    await new Promise((turn) => setImmediate(turn))
    ends.shift()?.()
    await new Promise((turn) => setImmediate(turn))
  }
  return { started, run, endOne }
}

describe('a work queue', () => {
  test('MUST run so many at a time and no more', async () => {
    const { started, run, endOne } = workOf(createWorkQueue({ concurrency: 2, perKey: 9, total: 9 }, refusal))
    const results = Promise.all(['1', '2', '3'].map((name) => run('a', name)))
    await endOne()
    expect(started).toEqual(['1', '2', '3'])
    await endOne()
    await endOne()
    expect(await results).toEqual(['1', '2', '3'])
  })

  test('MUST let keys take turns, however much one of them asks for', async () => {
    const { started, run, endOne } = workOf(createWorkQueue({ concurrency: 1, perKey: 9, total: 9 }, refusal))
    const all = [run('flood', 'f1'), run('flood', 'f2'), run('flood', 'f3'), run('flood', 'f4'), run('other', 'o1')]
    for (let i = 0; i < all.length; i++) await endOne()
    await Promise.all(all)
    expect(started).toEqual(['f1', 'f2', 'o1', 'f3', 'f4'])
  })

  test('MUST refuse at once what is too much for a key or for all', async () => {
    const queue = createWorkQueue({ concurrency: 1, perKey: 2, total: 3 }, refusal)
    const { run, endOne } = workOf(queue)
    const accepted = [run('a', 'a1'), run('a', 'a2'), run('a', 'a3')]
    expect([queue.hasRoom('a'), queue.hasRoom('b')]).toEqual([false, true])
    await expect(run('a', 'a4')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    accepted.push(run('b', 'b1'))
    await expect(run('c', 'c1')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    for (let i = 0; i < accepted.length; i++) await endOne()
    expect(await Promise.all(accepted)).toEqual(['a1', 'a2', 'a3', 'b1'])
  })

  test('MUST go on after work that failed', async () => {
    const queue = createWorkQueue({ concurrency: 1, perKey: 9, total: 9 }, refusal)
    const failing = queue.run('a', () => Promise.reject(new Error('no')))
    const next = queue.run('a', async () => 'done')
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('done')
  })
})
