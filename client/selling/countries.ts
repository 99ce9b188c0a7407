import { CountryCodes } from 'validator/es/lib/isISO31661Alpha2.js'
import { locale } from '../texts/texts.ts'

const namesIn = (locale: string) => new Intl.DisplayNames(locale, { type: 'region' })

const english = namesIn('en-GB')

/** ISO 3166 codes by the English names, which are what is sent and kept. */
export const codeByName: ReadonlyMap<string, string> = new Map(
  [...CountryCodes].map((code) => [english.of(code) ?? code, code]),
)

/** The name of a country in the language that is shown; any other text stays as it is. */
export function countryName(name: string): string {
  const code = codeByName.get(name)
  return (code && namesIn(locale()).of(code)) ?? name
}

/** All countries for a field: their English names as values, in the alphabetical order of the names that are shown. */
export function countryChoices(): { value: string; label: string }[] {
  const shown = namesIn(locale())
  return [...codeByName]
    .map(([value, code]) => ({ value, label: shown.of(code) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale()))
}
