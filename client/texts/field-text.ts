import { text } from './texts.ts'

/** A number as the API writes it: "1,000,000". */
const numberOf = (written: string | undefined): number => Number((written ?? '').replaceAll(',', ''))

type Complaint = [form: RegExp, say: (field: string, first?: string, second?: string) => string]

/** What the API says of a field, by the form of its sentence. */
const complaints: Complaint[] = [
  [/^Must not be empty\.$/, (field) => text('field.empty', { field })],
  [
    /^Must have at most ([\d,]+) characters, got (\d+)\.$/,
    (field, most, got = '') => text('field.tooLongBy', { field, most: numberOf(most), got }),
  ],
  [
    /^Must have at most ([\d,]+) characters\.$/,
    (field, most) => text('field.tooLong', { field, most: numberOf(most) }),
  ],
  [/^Must have at most (\d+) words/, (field, most) => text('field.tooManyWords', { field, most: numberOf(most) })],
  [
    /^Must have (\d+) to (\d+) characters\.$/,
    (field, least = '', most = '') => text('field.lengthBetween', { field, least, most }),
  ],
  [/^Must not contain (?:control characters|the NUL character)\.$/, (field) => text('field.characters', { field })],
  [/^Expected today or later/, (field) => text('field.notBefore', { field })],
  [/^Expected a day after policyFrom/, (field) => text('field.dayAfter', { field })],
  [
    /^Expected at most (\d+) years after policyFrom/,
    (field, most) => text('field.tooManyYears', { field, most: numberOf(most) }),
  ],
  [/^Expected an existing day/, (field) => text('field.day', { field })],
  [/^Must be in the future\.$/, (field) => text('field.inFuture', { field })],
  [/^Must be within a year\.$/, (field) => text('field.withinYear', { field })],
  [
    /^Expected a whole number from (-?[\d,]+) to (-?[\d,]+)/,
    (field, least, most) => text('field.wholeNumber', { field, least: numberOf(least), most: numberOf(most) }),
  ],
  [/^Must be one emoji\.$/, (field) => text('field.oneEmoji', { field })],
  [/^Must be letters, digits and _/, (field) => text('field.loginForm', { field })],
  [/^Must not be a word that mentions everybody\.$/, (field) => text('field.reserved', { field })],
  [/^Is not your password\.$/, () => text('field.notYourPassword')],
]

/** What is wrong with a field, in the language that is shown; null for what the API says in a way not known here. */
export function fieldText(field: string, message: string): string | null {
  for (const [form, say] of complaints) {
    const found = form.exec(message)
    if (found) return say(field, found[1], found[2])
  }
  return null
}
