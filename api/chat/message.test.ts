import { expect, test } from 'vitest'
import { asSent, compose, editableUntil, editedText } from './message.ts'

const at = new Date('2026-06-01T10:00:00Z')
const clientId = '7B1F3C52-0D5E-4F0B-8A4E-3B8F2C1D9E77'
const from = (input: { text: string; clientId?: string | null }) =>
  compose({ roomId: 'general', ...input }, 'jimmy.solid', 'id', at)
const wrong = (input: { text: string; clientId?: string | null }): unknown => {
  try {
    return from(input)
  } catch (error) {
    return (error as { fields: { path: string }[] }).fields.map((field) => field.path)
  }
}

test('a message MUST be what its author sent, as it is', () => {
  const text = '  <b>Ż</b>\n\ttwo lines 🚗  '
  expect(from({ text })).toEqual({
    id: 'id',
    roomId: 'general',
    author: 'jimmy.solid',
    text,
    sentAt: at,
    clientId: null,
    replyTo: null,
  })
})

test('a message MUST NOT reorder what is shown around it', () => {
  expect(from({ text: '\u2067\u202egpj.exe שלום' }).text).toBe('gpj.exe שלום')
})

test('a clientId MUST be the same in capitals and without', () => {
  expect(from({ text: 'x', clientId }).clientId).toBe(clientId.toLowerCase())
})

test('characters MUST be counted as people count them', () => {
  expect(from({ text: '👍'.repeat(4_000) }).text).toHaveLength(8_000)
  expect(wrong({ text: '👍'.repeat(4_001) })).toEqual(['text'])
})

test.each([
  ['', ['text']],
  [' \n\t\u3000', ['text']],
  ['a\0b', ['text']],
  ['\u200b\u200d\u3164 \ufe0f\u{e0041}', ['text']],
  ['\u202e\u2066', ['text']],
])('%j MUST be refused', (text, paths) => {
  expect(wrong({ text })).toEqual(paths)
})

test.each(['', 'x', clientId.slice(1), `${clientId}0`, `{${clientId}}`])('"%s" MUST be no clientId', (id) => {
  expect(wrong({ text: 'x', clientId: id })).toEqual(['clientId'])
})

test('every wrong field MUST be named at once', () => {
  expect(wrong({ text: '', clientId: 'x' })).toEqual(['text', 'clientId'])
})

test('a message MUST be editable until the moment that it names, and not after it', () => {
  const message = asSent(from({ text: 'Teh keys' }))
  const until = editableUntil(message, 60)
  expect(until).toEqual(new Date('2026-06-01T10:01:00Z'))
  expect(editableUntil(message, null)).toBeNull()
  const edit = { text: 'The keys', by: 'jimmy.solid', within: 60 }
  expect(editedText(message, { ...edit, at: new Date('2026-06-01T10:01:00Z') })).toBe('The keys')
  expect(() => editedText(message, { ...edit, at: new Date('2026-06-01T10:01:00.001Z') })).toThrow('is over')
  expect(editedText(message, { ...edit, at: new Date('2027-06-01'), within: null })).toBe('The keys')
})
