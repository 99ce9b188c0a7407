/** How words are compared when something is searched: without case, accents and typographic differences. */

// Letters that Unicode does not take apart into a base letter and a mark.
const plain: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  '’': "'",
}

/**
 * A text in small letters without accents. Done here and not in the database, whose functions follow its locale: in one
 * of Turkey the small form of I is ı, and in one of C no letter but those of ASCII has another case.
 */
export function fold(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\p{M}/gu, '')
  return bare.replace(/[łøđðþßæœı’]/g, (letter) => plain[letter] ?? letter).normalize('NFC')
}

/** A word of a text: folded, and where it stands in UTF-16 code units. */
export type Word = { word: string; start: number; end: number }

/** The longest word that is compared; what follows is not looked at. */
const longestWord = 100

// Letters and digits that follow each other; a sign of scripts that put no space between words; a symbol, such as an emoji.
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+|\p{So}/gv

/** The words of a text in their order. What is neither letter, digit nor symbol only separates them. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(words), ({ 0: found, index }) => ({
    word: Array.from(fold(found)).slice(0, longestWord).join(''),
    start: index,
    end: index + found.length,
  })).filter(({ word }) => word !== '')
}
