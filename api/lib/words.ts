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
  if (isAscii(text)) return text.toLowerCase()
  const marks = isLatin(text) ? latinMarks : anyMarks
  const bare = text.normalize('NFD').replace(marks, '').toLowerCase().replace(marks, '')
  return bare.replace(/[łøđðþßæœı’]/g, (letter) => plain[letter] ?? letter).normalize('NFC')
}

// Most texts are of these letters, and every message is folded when it is sent: what knows all of Unicode takes many
// times as long. Latin here is up to U+024F, with general punctuation and currency signs.
const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text)
const isLatin = (text: string) => /^[\0-\u024f\u2010-\u205e\u20a0-\u20bf]*$/.test(text)
const latinMarks = /[\u0300-\u036f]/g
const anyMarks = /\p{M}/gu

/** A word of a text: folded, and where it stands in UTF-16 code units. */
export type Word = { word: string; start: number; end: number }

/** The longest word that is compared; what follows is not looked at. */
const longestWord = 100

// Letters and digits that follow each other; a sign of scripts that put no space between words; a symbol, such as an emoji.
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+|\p{So}/gv

// The same in Latin text. All of U+0100 to U+024F are letters.
const latinWords = /[A-Za-z0-9ªµº²³¹¼-¾À-ÖØ-öø-\u024f]+|[¦©®°]/g

/** The words of a text in their order. What is neither letter, digit nor symbol only separates them. */
export function wordsOf(text: string): Word[] {
  const found: Word[] = []
  for (const { 0: whole, index } of text.matchAll(isLatin(text) ? latinWords : words)) {
    const word = shortened(fold(whole))
    if (word !== '') found.push({ word, start: index, end: index + whole.length })
  }
  return found
}

/** The words of {@link wordsOf} without their places: the whole text is folded at once, which is several times as fast. */
export function foldedWords(text: string): string[] {
  if (!isLatin(text)) return wordsOf(text).map(({ word }) => word)
  const folded = fold(text)
  // The small form of a few Latin letters is beyond what counts as Latin here.
  const found: string[] = folded.match(isLatin(folded) ? latinWords : words) ?? []
  return found.some((word) => word.length > longestWord) ? found.map(shortened) : found
}

function shortened(word: string): string {
  return word.length <= longestWord ? word : Array.from(word).slice(0, longestWord).join('')
}
