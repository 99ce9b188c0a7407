import { expect, test } from 'vitest'
import { createDraft } from './draft.ts'

const danny = { id: 'm1', author: 'Danny', text: 'When?' }

test('a text and what it answers MUST be found again in its room, until it is sent', () => {
  const storage = aStorage()
  const draft = createDraft(storage, 'ann', 'general')
  draft.write('At noon')
  draft.reply(danny)
  expect(createDraft(storage, 'ann', 'general').store.get()).toMatchObject({ text: 'At noon', replyTo: danny })
  expect(createDraft(storage, 'ann', 'boats').store.get()).toMatchObject({ text: '', replyTo: null })
  expect(createDraft(storage, 'bob', 'general').store.get()).toMatchObject({ text: '', replyTo: null })
  draft.clear()
  expect(createDraft(storage, 'ann', 'general').store.get()).toEqual({ text: '', replyTo: null, edit: null })
})

test('what another tab writes, and what becomes of the message that is answered, MUST be shown', () => {
  const storage = aStorage()
  const [here, there] = [createDraft(storage, 'ann', 'general'), createDraft(storage, 'ann', 'general')]
  const hear = () => {
    for (const key of ['parley.draft.ann.general', 'parley.reply.ann.general', 'parley.draft.ann.boats', null])
      here.writtenElsewhere(key, key && storage.getItem(key))
  }
  there.write('At noon')
  there.reply(danny)
  hear()
  expect(here.store.get()).toMatchObject({ text: 'At noon', replyTo: danny })
  here.revise('m1', 'When exactly?')
  here.revise('m2', null)
  expect(here.store.get().replyTo).toEqual({ ...danny, text: 'When exactly?' })
  here.revise('m1', null)
  expect(createDraft(storage, 'ann', 'general').store.get().replyTo).toBeNull()
  there.clear()
  hear()
  expect(here.store.get()).toMatchObject({ text: '', replyTo: null })
})

test('what was begun MUST wait while a message is edited', () => {
  const draft = createDraft(aStorage(), 'ann', 'general')
  draft.write('Half a sentence')
  draft.beginEdit({ id: 'm2', version: 3, text: 'Teh keys', hasFiles: false })
  draft.write('The keys')
  expect(draft.store.get()).toEqual({
    text: 'Half a sentence',
    replyTo: null,
    edit: { id: 'm2', version: 3, was: 'Teh keys', text: 'The keys', hasFiles: false },
  })
  draft.endEdit()
  expect(draft.store.get()).toEqual({ text: 'Half a sentence', replyTo: null, edit: null })
})

test('what was refused MUST come back above what has been begun since', () => {
  const draft = createDraft(aStorage(), 'ann', 'general')
  draft.restore('Refused', danny)
  expect(draft.store.get()).toEqual({ text: 'Refused', replyTo: danny, edit: null })
  draft.beginEdit({ id: 'm2', version: 1, text: 'Teh keys', hasFiles: false })
  draft.restore('Refused, too', null)
  expect(draft.store.get()).toEqual({ text: 'Refused, too\nRefused', replyTo: danny, edit: null })
})

test.each(['not json', '1', '{"id":1}', '{"id":"m1","author":"Danny"}', ''])(
  'what somebody else left in the store MUST be passed over: %j',
  (json) => {
    const storage = aStorage()
    storage.setItem('parley.reply.ann.general', json)
    expect(createDraft(storage, 'ann', 'general').store.get().replyTo).toBeNull()
  },
)

test('a store that is full MUST NOT stop anybody from writing', () => {
  const storage = { ...aStorage(), setItem: () => fail() }
  const draft = createDraft(storage, 'ann', 'general')
  draft.write('Hello')
  draft.reply(danny)
  expect(draft.store.get()).toMatchObject({ text: 'Hello', replyTo: danny })
})

function fail(): never {
  throw new DOMException('QuotaExceededError')
}

function aStorage() {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}
