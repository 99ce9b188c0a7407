import { CountryCodes } from 'validator/es/lib/isISO31661Alpha2.js'
import isPostalCode, { locales as postalCountries } from 'validator/es/lib/isPostalCode.js'
import isTaxID from 'validator/es/lib/isTaxID.js'
import type { PolicyHolderInput } from '../gql/graphql.ts'

const names = new Intl.DisplayNames('en-GB', { type: 'region' })
const codeByName = new Map([...CountryCodes].map((code) => [names.of(code) ?? code, code]))

/** The names of all countries, as they are sent, in alphabetical order. */
export const countries: readonly string[] = [...codeByName.keys()].sort((a, b) => a.localeCompare(b, 'en'))

/** Countries whose tax ids can be checked: the locale by which the library knows their rules. */
const taxLocales: Record<string, string> = {
  ...Object.fromEntries(
    [
      ...['bg-BG', 'cs-CZ', 'de-AT', 'de-DE', 'el-CY', 'el-GR', 'en-GB', 'en-IE', 'en-US', 'es-ES', 'et-EE', 'fi-FI'],
      ...['fr-BE', 'fr-FR', 'fr-LU', 'hr-HR', 'hu-HU', 'it-IT', 'lt-LT', 'lv-LV', 'mt-MT', 'nl-NL', 'pl-PL', 'pt-BR'],
      ...['pt-PT', 'ro-RO', 'sk-SK', 'sl-SI', 'sv-SE', 'uk-UA'],
    ].map((locale) => [locale.slice(3), locale]),
  ),
  // The library's own spelling of Danish.
  DK: 'dk-DK',
}

/** The server's limits, in characters. */
export const limits = { firstName: 100, lastName: 100, taxId: 50, zipCode: 20, city: 100, street: 200 }

type Values = { policyHolder: PolicyHolderInput }

/** How a sentence names each field, by the path that the server uses too. */
export const holderLabels: Record<string, string> = {
  'policyHolder.firstName': 'The first name',
  'policyHolder.lastName': 'The last name',
  'policyHolder.taxId': 'The tax id',
  'policyHolder.address.country': 'The country',
  'policyHolder.address.zipCode': 'The zip code',
  'policyHolder.address.city': 'The city',
  'policyHolder.address.street': 'The street',
}

/** What can be seen to be wrong without asking the server, by path. */
export function validateHolder({ policyHolder: { address, ...person } }: Values): Record<string, string> {
  const { country, zipCode } = address
  const found: Record<string, string> = {}
  const say = (path: string, problem: string | null) => {
    if (problem) found[`policyHolder.${path}`] = problem
  }
  say('firstName', missingOrLong('first name', person.firstName, limits.firstName))
  say('lastName', missingOrLong('last name', person.lastName, limits.lastName))
  say('taxId', missingOrLong('tax id', person.taxId, limits.taxId) ?? wrongTaxId(person.taxId))
  say('address.zipCode', missingOrLong('zip code', zipCode, limits.zipCode) ?? wrongZipCode(zipCode, country))
  say('address.city', missingOrLong('city', address.city, limits.city))
  say('address.street', missingOrLong('street', address.street, limits.street))
  return found
}

function missingOrLong(what: string, value: string, limit: number): string | null {
  const length = [...value.trim()].length
  if (length === 0) return `Enter the ${what}.`
  return length > limit ? `The ${what} must have at most ${limit} characters, got ${length}.` : null
}

function wrongZipCode(zipCode: string, country: string): string | null {
  const code = codeByName.get(country)
  if (!code || !postalCountries.includes(code) || isPostalCode(zipCode.trim(), code)) return null
  return code === 'PL' ? 'Enter a zip code of Poland, like 00-950.' : `This is not a zip code of ${country}.`
}

/** In every country a tax id is written with digits, among letters and separators at most. */
function wrongTaxId(taxId: string): string | null {
  const digits = taxId.replace(/\D/g, '').length
  const isWritable = /^[\p{L}\d .,/+-]+$/u.test(taxId.trim())
  return digits >= 5 && isWritable ? null : 'Enter a tax id: it has at least five digits.'
}

/**
 * What to look at again before selling, though it may be right: a tax id that breaks the rules of the country. No refusal,
 * since people hold numbers of other kinds and of other countries, too.
 */
export function taxIdDoubt({ policyHolder: { taxId, address } }: Values): string | null {
  const locale = taxLocales[codeByName.get(address.country) ?? '']
  const given = taxId.trim()
  if (!locale || given === '' || wrongTaxId(given) || isTaxID(given, locale)) return null
  return `This is not a valid tax id of ${address.country}. Please check it before you sell.`
}
