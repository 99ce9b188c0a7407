import { expect, test } from 'vitest'
import { loadPending, type Pending, type PendingStorage, removePending, savePending } from './outbox.ts'

test('what is unsent MUST be found again in the order of writing, under the same ids', () => {
  const storage = aStorage()
  savePending(storage, 'ann', aMessage({ clientId: 'b', writtenAt: 2 }))
  savePending(storage, 'ann', aMessage({ clientId: 'a', writtenAt: 1 }))
  expect(loadPending(storage, 'ann').map(({ clientId }) => clientId)).toEqual(['a', 'b'])
})

test('a delivered message MUST NOT come back', () => {
  const storage = aStorage()
  savePending(storage, 'ann', aMessage({ clientId: 'a' }))
  removePending(storage, 'ann', 'a')
  expect(loadPending(storage, 'ann')).toEqual([])
})

test('another agent of the same browser MUST NOT send what is not hers', () => {
  const storage = aStorage()
  savePending(storage, 'ann', aMessage({ clientId: 'a' }))
  expect(loadPending(storage, 'bob')).toEqual([])
  expect(loadPending(storage, 'an')).toEqual([])
})

test('a refused message MUST stay refused, with its reason, until somebody decides', () => {
  const storage = aStorage()
  savePending(storage, 'ann', aMessage({ state: 'failed', reason: 'Too long.' }))
  expect(loadPending(storage, 'ann')).toMatchObject([{ state: 'failed', reason: 'Too long.' }])
})

test('what a message answers and that its author wants to call everybody MUST be found again', () => {
  const storage = aStorage()
  const replyTo = { id: 'm1', author: 'Bob', text: 'When?' }
  savePending(storage, 'ann', aMessage({ replyTo, confirmHere: true }))
  expect(loadPending(storage, 'ann')).toMatchObject([{ replyTo, confirmHere: true }])
})

test('a message of files alone MUST be found again with them', () => {
  const storage = aStorage()
  const file = {
    id: 'f',
    name: 'a.txt',
    type: 'text/plain',
    size: 1,
    width: null,
    height: null,
    url: '/f',
    thumbnailUrl: null,
  }
  savePending(storage, 'ann', aMessage({ text: '', attachments: [file] }))
  expect(loadPending(storage, 'ann')).toMatchObject([{ text: '', attachments: [file] }])
})

test('a store that is full MUST NOT stop anybody from writing', () => {
  const storage = { ...aStorage(), setItem: () => fail() }
  expect(() => savePending(storage, 'ann', aMessage())).not.toThrow()
})

test('what somebody else left in the store MUST be passed over', () => {
  const storage = aStorage()
  storage.setItem('parley.outbox.ann.x', 'not json')
  storage.setItem('parley.outbox.ann.y', '{"text":1}')
  expect(loadPending(storage, 'ann')).toEqual([])
})

function fail(): never {
  throw new DOMException('QuotaExceededError')
}

function aMessage(message: Partial<Pending> = {}): Pending {
  return { clientId: 'a', roomId: 'general', text: 'hello', writtenAt: 1, state: 'sending', ...message }
}

function aStorage(): PendingStorage {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (at) => [...items.keys()][at] ?? null,
    get length() {
      return items.size
    },
  }
}
