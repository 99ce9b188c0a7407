/** Reads parameters of an address, which anybody may have written. */

/** The one of these that the text is; null for none. */
export const oneOf = <T extends string>(all: readonly T[], text: string | null): T | null =>
  all.find((one) => one === text) ?? null

/** A day that exists, `YYYY-MM-DD`; null for what is none. */
export const dayIn = (text: string | null): string | null => {
  const isDay = text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.startsWith(text)
  return isDay && !text.startsWith('0000') ? text : null
}
