import { expect, test } from 'vitest'
import { cleanText, complaintAboutLine, complaintAboutText, isBlank, withoutBidiControls } from './text.ts'

const hex = (point: number) => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`

test.each(
  [
    [0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0xad, 0x180e, 0x34f, 0xfe00, 0xfe0f, 0xe0100, 0xe01ef, 0x115f, 0x1160],
    [0x3164, 0xffa0, 0x2800, 0x200e, 0x200f, 0x61c, 0xe0001, 0xe0041, 0xe007f, 0x20, 0xa0, 0x1680, 0x2003, 0x202f],
    [0x205f, 0x3000, 0x85, 0x2028, 0x202e, 0x2066, 0xfff9, 0x17b4, 0x1d173, 0x1d159, 0x13441, 0x16fe4, 0x0, 0xd800],
  ]
    .flat()
    .map((point) => [hex(point), String.fromCodePoint(point)]),
)('%s MUST be blank, alone and beside others', (_, character) => {
  expect(isBlank(character)).toBe(true)
  expect(isBlank(`\u200b ${character}\u3164${character}`)).toBe(true)
  expect(isBlank(`${character}ż${character}`)).toBe(false)
})

test.each(['', ' \n\t'])('%j MUST be blank', (text) => {
  expect(isBlank(text)).toBe(true)
})

test.each([
  '.',
  '0',
  'ż',
  '…',
  '👍',
  '👩‍👩‍👧‍👦',
  '❤️',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'שלום',
  'می‌خواهم',
  '한',
  'ᄀ',
  '⠁',
  '\u0301',
  '\ue000',
  '\u{10ffff}',
])('%j MUST NOT be blank, and stay as it is', (text) => {
  expect(isBlank(text)).toBe(false)
  expect(cleanText(text)).toBe(text)
})

test('bidirectional controls MUST be removed, closed or not, and nothing else', () => {
  expect(withoutBidiControls('exe\u202egpj.\u2066a\u2069\u202a\u202b\u202c\u202d\u2067\u2068')).toBe('exegpj.a')
  const mixed = 'שלום ‎(123)‏ مرحبا\u061c abc'
  expect(withoutBidiControls(mixed)).toBe(mixed)
})

test('text MUST be well-formed afterwards', () => {
  expect(cleanText('a\ud800b\udc00')).toBe('a\ufffdb\ufffd')
})

test('what cannot be kept MUST have its reason', () => {
  expect(complaintAboutText('two\nlines', 10)).toBeNull()
  expect(complaintAboutText('\u3164', 10)).toBe('Must not be empty.')
  expect(complaintAboutText('👍'.repeat(1_000), 1_000)).toBeNull()
  expect(complaintAboutText('👍'.repeat(1_001), 1_000)).toBe('Must have at most 1000 characters, got 1001.')
  expect(complaintAboutText('a\0', 10)).toBe('Must not contain the NUL character.')
})

test.each(['two\nlines', 'a\tb', 'a\u2028b', 'a\u0007', 'a\ud800', 'a\u202eb', 'a\u2066b'])(
  '%j MUST NOT be a line, such as a name',
  (text) => {
    expect(complaintAboutLine(text, 10)).toBe('Must not contain control characters.')
    expect(complaintAboutLine('O’Żak-שלום', 10)).toBeNull()
  },
)
