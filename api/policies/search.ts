import { fold } from '../lib/words.ts'

/** The longest word that is compared; what follows is not looked at. */
const longestWord = 100

const words = (text: string): string[] =>
  fold(text)
    .split(/[\p{Z}\p{C}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, longestWord))

const withoutCommas = (word: string): string => word.replace(/^[,;]+|[,;]+$/g, '') || word

/** The words by which a policy is found: its number, its product and each part of the holder's names. */
export function searchableWords(policy: {
  number: string
  productCode: string
  holder: { firstName: string; lastName: string }
}): string[] {
  const names = words(`${policy.holder.firstName} ${policy.holder.lastName}`)
  const parts = names.flatMap((name) => [name, withoutCommas(name), ...name.split(/[^\p{L}\p{N}]+/u)])
  return [...new Set([policy.number, ...words(policy.productCode), ...parts])].filter((word) => word !== '')
}

/** The words that were asked for, each of which must begin one of the policy's; none finds every policy. */
export function askedWords(search: string): string[] {
  return words(search).map(withoutCommas)
}
