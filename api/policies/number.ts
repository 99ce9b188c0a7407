import { InvalidInput } from '../lib/errors.ts'
import { readUuid } from '../lib/uuid.ts'

/** What a short number is of; the letters are neither alike nor like a digit. */
export type Numbered = 'policy' | 'offer'
const letters = { policy: 'P', offer: 'F' } as const

/** Of a short number without its check digit, as it is kept: 0 to 99,999,999. */
const digits = 8

// The quasigroup of order 10 of H. Michael Damm, "Total anti-symmetrische Quasigruppen" (Marburg 2004): the check digit
// finds every wrong digit and every two neighbours that have changed places.
const quasigroup = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** The check digit of some digits. With it as their last one, the check digit is 0. */
export function checkDigit(text: string): string {
  return [...text].reduce((interim, digit) => quasigroup[Number(interim)]?.[Number(digit)] ?? '', '0')
}

/** `P-2741-8836-5`, of what is kept. */
export function writeShortNumber(of: Numbered, kept: number): string {
  const text = `${kept}`.padStart(digits, '0')
  return `${letters[of]}-${text.slice(0, 4)}-${text.slice(4)}-${checkDigit(text)}`
}

const separator = /[\s.\-–—]/gu
// Either no separators or all: P-2026-00001 may be a number of another service.
const forms = {
  policy: /^P[\s.\-–—]?(?:\d{9}|\d{4}[\s.\-–—]\d{4}[\s.\-–—]\d)$/iu,
  offer: /^F[\s.\-–—]?(?:\d{9}|\d{4}[\s.\-–—]\d{4}[\s.\-–—]\d)$/iu,
}

/**
 * What is kept of a short number, in any case, with or without separators; null for what has another form. Throws
 * INVALID_INPUT by the name of the field when it is mistyped.
 */
export function readShortNumber(of: Numbered, text: string, path: string): number | null {
  const given = text.trim()
  if (!forms[of].test(given)) return null
  const read = given.slice(1).replace(separator, '')
  if (checkDigit(read) !== '0')
    throw new InvalidInput([
      { path, message: `The ${of} number ${given} is mistyped: its last digit does not fit the others.` },
    ])
  return Number(read.slice(0, digits))
}

/** The kept numbers that begin as somebody has typed, `P-2741` or `27418`; null for what is no beginning of 4 digits or more. */
export function shortNumbersFrom(text: string): { from: number; to: number } | null {
  const given = text.trim()
  if (!/^P?[\s.\-–—]?\d[\d\s.\-–—]*$/iu.test(given)) return null
  const typed = given.replace(/^P/i, '').replace(separator, '')
  // What is complete is one number alone, and none when it is mistyped.
  if (typed.length < 4 || typed.length > digits + 1) return null
  if (typed.length === digits + 1 && checkDigit(typed) !== '0') return null
  const read = typed.slice(0, digits)
  return { from: Number(read.padEnd(digits, '0')), to: Number(read.padEnd(digits, '9')) }
}

/** As {@link readShortNumber}, with null for a mistyped one as well. */
export function keptOf(of: Numbered, text: string): number | null {
  const read = forms[of].test(text.trim()) ? text.trim().slice(1).replace(separator, '') : ''
  return read !== '' && checkDigit(read) === '0' ? Number(read.slice(0, digits)) : null
}

/** What a policy or an offer is found by: its UUID, or what is kept of its short number. */
export type NumberKey = { number: string } | { shortNumber: number }

/** Null for what cannot be a number. Throws INVALID_INPUT by the name of the field for a mistyped one. */
export function readNumber(of: Numbered, text: string, path: string): NumberKey | null {
  const number = readUuid(text)
  if (number !== null) return { number }
  const shortNumber = readShortNumber(of, text, path)
  return shortNumber === null ? null : { shortNumber }
}
