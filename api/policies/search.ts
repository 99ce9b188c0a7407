import { fold, wordsOf } from '../lib/words.ts'

/** The longest word that is compared; what follows is not looked at. */
const longestWord = 100

const words = (text: string): string[] =>
  fold(text)
    .split(/[\p{Z}\p{C}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, longestWord))

const withoutCommas = (word: string): string => word.replace(/^[,;]+|[,;]+$/g, '') || word

/** Raised when policies are to be found by other words: those of before are replaced while the server runs. */
export const searchVersion = 2

type Searchable = {
  number: string
  productCode: string
  holder: { firstName: string; lastName: string; taxId: string; address: { city: string } }
}

/** The words by which a policy is found: its number, its product, each part of the holder's names, tax id and city. */
export function searchableWords({ number, productCode, holder }: Searchable): string[] {
  const names = words(`${holder.firstName} ${holder.lastName} ${holder.address.city}`)
  const parts = names.flatMap((name) => [name, withoutCommas(name), ...name.split(/[^\p{L}\p{N}]+/u)])
  const taxId = words(holder.taxId)
  const bareTaxId = taxId.join('').replace(/[^\p{L}\p{N}]/gu, '')
  const whole = [number, ...words(productCode), ...parts, ...taxId, bareTaxId.slice(0, longestWord)]
  const marks = parts.filter(mayBeMistyped).flatMap(typoMarks)
  return [...new Set([...whole, ...marks])].filter((word) => word !== '')
}

/** The words that were asked for, each of which must begin one of the policy's; none finds every policy. */
export function askedWords(search: string): string[] {
  return words(search).map(withoutCommas)
}

const shortestMistyped = 4
const longestMistyped = 30

/** Short words are too like each other, and numbers are meant as they are typed. */
function mayBeMistyped(word: string): boolean {
  const letters = Array.from(word).length
  return letters >= shortestMistyped && letters <= longestMistyped && /^[\p{L}'-]+$/u.test(word)
}

// SymSpell's symmetric deletion (Wolf Garbe, 2012): two words that differ by a wrong, a missing or an additional letter or
// by two neighbours that changed places have a word in common once at most one letter is left out of each. So an index of
// words finds them, and the database needs no extension.
function withOneLetterLess(word: string): string[] {
  const letters = Array.from(word)
  return [word, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))]
}

// No word that is asked for has this sign, which only separates words.
const typoMarks = (word: string): string[] => withOneLetterLess(word).map((one) => `\u0001${one}`)

/** Whether one of two words may be the other mistyped. */
export function isNear(one: string, other: string): boolean {
  if (!mayBeMistyped(one) || !mayBeMistyped(other)) return false
  const less = new Set(withOneLetterLess(other))
  return withOneLetterLess(one).some((word) => less.has(word))
}

/** A word of an index, and whether more may follow it. */
export type Lexeme = { word: string; prefix: boolean }

/** How strictly words are taken: as whole words, as beginnings, or with a mistake. Each finds what the one before it finds. */
export type Strictness = 'whole' | 'beginning' | 'near'

/** What finds each word: one of the lexemes of each is enough. `products` are by code and name. */
export function lexemesOf(
  asked: readonly string[],
  strictness: Strictness,
  products: readonly { code: string; name: string }[],
): Lexeme[][] {
  return asked.map((word) => {
    const named = products.filter(({ name }) => wordsOf(name).some((part) => fits(word, part.word, strictness)))
    return [
      { word, prefix: strictness !== 'whole' },
      ...named.map(({ code }) => ({ word: fold(code), prefix: false })),
      ...(strictness === 'near' && mayBeMistyped(word) ? typoMarks(word) : []).map((mark) => ({
        word: mark,
        prefix: false,
      })),
    ]
  })
}

function fits(asked: string, word: string, strictness: Strictness): boolean {
  if (strictness === 'whole') return word === asked
  return word.startsWith(asked) || (strictness === 'near' && isNear(asked, word))
}

/** A piece of a text, from `start` up to and without `end`, in UTF-16 code units. */
export type TextRange = { start: number; end: number }

/** Where in a text stand the words that were asked for, in their order; none where it was not found by it. */
export function rangesIn(text: string, asked: readonly string[]): TextRange[] {
  return wordsOf(text)
    .filter(({ word }) => asked.some((one) => partsOf(one).some((part) => word.startsWith(part) || isNear(part, word))))
    .map(({ start, end }) => ({ start, end }))
}

/** "zak-nowak" stands in a text as two words. */
const partsOf = (asked: string): string[] => wordsOf(asked).map(({ word }) => word)
