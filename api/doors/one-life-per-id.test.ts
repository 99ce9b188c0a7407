import { expect, test } from 'vitest'
import { oneLifePerId } from './one-life-per-id.ts'

/** Says what was handed on, and lets every operation live until it is ended. */
function stage() {
  const handed: string[] = []
  const ends: (() => void)[] = []
  const { handle } = oneLifePerId(async (message) => {
    const { type, n } = message as { type: string; n?: number }
    handed.push(n === undefined ? type : `${type} ${n}`)
    if (type === 'subscribe') await new Promise<void>((resolve) => ends.push(resolve))
  })
  const say = (type: string, n?: number) => handle({ type, id: 'one', n })
  return { handed, say, handle, end: () => ends.shift()?.() }
}
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
  const handed: unknown[] = []
  const { handle } = oneLifePerId(async (message) => {
    handed.push(message)
    throw new Error('no')
  })
  const subscribe = { type: 'subscribe', id: 'one' }
  await expect(handle(subscribe)).rejects.toThrow('no')
  await expect(handle(subscribe)).rejects.toThrow('no')
  expect(handed).toHaveLength(2)
})

test.each(['no json', null, [], { type: 'ping' }, { type: 'subscribe', id: 7 }])(
  '%j MUST be handed on as it is',
  async (message) => {
    const handed: unknown[] = []
    await oneLifePerId(async (given) => void handed.push(given)).handle(message)
    expect(handed).toEqual([message])
  },
)
