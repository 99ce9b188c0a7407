// One emoji as Unicode lists them for general interchange, sequences included.
const emojiForm = /^\p{RGI_Emoji}$/v
const withPresentation = '\ufe0f'

/** One emoji in its qualified form; null for anything else. */
export function qualifiedEmoji(text: string): string | null {
  return [text, text + withPresentation].find((form) => emojiForm.test(form)) ?? null
}
