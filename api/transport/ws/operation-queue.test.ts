import { expect, test } from 'vitest'
import { OperationQueue } from './operation-queue.ts'

/** Says what was handed on, and lets every operation live until it is ended. */
function stage() {
  const handed: string[] = []
  const ends: (() => void)[] = []
  const operationQueue = new OperationQueue(async (message) => {
    const { type, n } = message as { type: string; n?: number }
    handed.push(n === undefined ? type : `${type} ${n}`)
    if (type === 'subscribe') await new Promise<void>((resolve) => ends.push(resolve))
  }, unexpected)
  const say = (type: string, n?: number) => operationQueue.handle({ type, id: 'one', n })
  return { handed, say, end: () => ends.shift()?.() }
}
const unexpected = (error: unknown) => expect.unreachable(String(error))
const turn = () => new Promise(setImmediate)

test('a second life MUST wait for the end of the first', async () => {
  const { handed, say, end } = stage()
  say('subscribe', 1)
  say('complete')
  say('subscribe', 2)
  await turn()
  expect(handed).toEqual(['subscribe 1', 'complete'])
  end()
  await turn()
  expect(handed).toEqual(['subscribe 1', 'complete', 'subscribe 2'])
})

test('what is completed while it waits MUST never begin, and the next one MUST', async () => {
  const { handed, say, end } = stage()
  say('subscribe', 1)
  say('complete')
  say('subscribe', 2)
  say('complete')
  say('subscribe', 3)
  end()
  await turn()
  expect(handed).toEqual(['subscribe 1', 'complete', 'subscribe 3'])
})

test('a subscribe to a running operation MUST be handed on, to be refused', async () => {
  const { handed, say } = stage()
  say('subscribe', 1)
  say('subscribe', 2)
  await turn()
  expect(handed).toEqual(['subscribe 1', 'subscribe 2'])
})

test('an operation whose start fails MUST not hold up the next', async () => {
  const failed: unknown[] = []
  const operationQueue = new OperationQueue(
    () => Promise.reject(new Error('no')),
    (error) => failed.push(error),
  )
  for (const n of [1, 2]) {
    operationQueue.handle({ type: 'subscribe', id: 'one' })
    await turn()
    expect(failed).toHaveLength(n)
    expect(operationQueue.count).toBe(0)
  }
})

test.each(['no json', null, [], { type: 'ping' }, { type: 'subscribe', id: 7 }])(
  '%j MUST be handed on as it is',
  (message) => {
    const handed: unknown[] = []
    new OperationQueue(async (given) => void handed.push(given), unexpected).handle(message)
    expect(handed).toEqual([message])
  },
)
