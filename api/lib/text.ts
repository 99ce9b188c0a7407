/** What people and other systems write, before it is kept or shown. */

/**
 * What shows nothing: white space, format and control characters, halves of a surrogate pair, what Unicode lets fonts
 * ignore (joiners, fillers, variation selectors, tags), and the blanks that Unicode counts as symbols, letters or marks:
 * of braille, of musical notation, of Egyptian hieroglyphs and of the Khitan small script.
 */
const invisible =
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Cs}\u2800\u{1d159}\u{13441}\u{13442}\u{16fe4}]*$/u

/** True for a text in which there is nothing to see. */
export function isBlank(text: string): boolean {
  return invisible.test(text)
}

// The embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9) and what ends them.
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g

/**
 * Removes the characters that reorder the text around them, by which "gpj.exe" can be shown as "exe.jpg". Text of any
 * direction keeps its own: each letter has one, and the marks U+200E, U+200F and U+061C, which stay, reorder nothing.
 */
export function withoutBidiControls(text: string): string {
  return text.replace(bidiControls, '')
}

/** A text of several lines as it is kept: well-formed Unicode, since JSON columns take no other, that disguises nothing. */
export function cleanText(text: string): string {
  return withoutBidiControls(text.toWellFormed())
}

/** Why a text cannot be kept; null when it can. Characters are counted as code points. */
export function complaintAboutText(text: string, maxCharacters: number): string | null {
  const complaint = complaintAboutLength(text, maxCharacters)
  if (complaint) return complaint
  return text.includes('\0') ? 'Must not contain the NUL character.' : null
}

// Control characters, halves of a surrogate pair, line breaks, and what reorders the text.
const notInLines = new RegExp(`[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]|${bidiControls.source}`, 'u')

/** Why a text of one line, such as a name, cannot be kept; null when it can. */
export function complaintAboutLine(text: string, maxCharacters: number): string | null {
  const complaint = complaintAboutLength(text, maxCharacters)
  if (complaint) return complaint
  return notInLines.test(text) ? 'Must not contain control characters.' : null
}

function complaintAboutLength(text: string, maxCharacters: number): string | null {
  if (isBlank(text)) return 'Must not be empty.'
  const length = [...text].length
  return length > maxCharacters ? `Must have at most ${maxCharacters} characters, got ${length}.` : null
}
