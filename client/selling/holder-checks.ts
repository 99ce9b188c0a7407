import isPostalCode, { locales as postalCountries } from 'validator/es/lib/isPostalCode.js'
import isTaxID from 'validator/es/lib/isTaxID.js'
import type { PolicyHolderInput } from '../gql/graphql.ts'
import { text } from '../texts/texts.ts'
import { codeByName, countryName } from './countries.ts'

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

type Field = keyof typeof limits

const fieldAt: Record<string, Field | 'country'> = {
  'policyHolder.firstName': 'firstName',
  'policyHolder.lastName': 'lastName',
  'policyHolder.taxId': 'taxId',
  'policyHolder.address.country': 'country',
  'policyHolder.address.zipCode': 'zipCode',
  'policyHolder.address.city': 'city',
  'policyHolder.address.street': 'street',
}

/** How a sentence names each field, by the path that the server uses too; null for other paths. */
export function holderLabel(path: string): string | null {
  const field = fieldAt[path]
  return field ? text(`selling.field.${field}`) : null
}

/** What can be seen to be wrong without asking the server, by path. */
export function validateHolder({ policyHolder: { address, ...person } }: Values): Record<string, string> {
  const { country, zipCode } = address
  const found: Record<string, string> = {}
  const say = (path: string, problem: string | null) => {
    if (problem) found[`policyHolder.${path}`] = problem
  }
  say('firstName', missingOrLong('firstName', person.firstName))
  say('lastName', missingOrLong('lastName', person.lastName))
  say('taxId', missingOrLong('taxId', person.taxId) ?? wrongTaxId(person.taxId))
  say('address.zipCode', missingOrLong('zipCode', zipCode) ?? wrongZipCode(zipCode, country))
  say('address.city', missingOrLong('city', address.city))
  say('address.street', missingOrLong('street', address.street))
  return found
}

function missingOrLong(field: Field, value: string): string | null {
  const length = [...value.trim()].length
  if (length === 0) return text(`selling.missing.${field}`)
  const most = limits[field]
  return length > most ? text('field.tooLongBy', { field: text(`selling.field.${field}`), most, got: length }) : null
}

function wrongZipCode(zipCode: string, country: string): string | null {
  const code = codeByName.get(country)
  if (!code || !postalCountries.includes(code) || isPostalCode(zipCode.trim(), code)) return null
  return code === 'PL' ? text('selling.zipCodeOfPoland') : text('selling.notZipCode', { country: countryName(country) })
}

/** In every country a tax id is written with digits, among letters and separators at most. */
function wrongTaxId(taxId: string): string | null {
  const digits = taxId.replace(/\D/g, '').length
  const isWritable = /^[\p{L}\d .,/+-]+$/u.test(taxId.trim())
  return digits >= 5 && isWritable ? null : text('selling.taxIdDigits')
}

/**
 * What to look at again before selling, though it may be right: a tax id that breaks the rules of the country. No refusal,
 * since people hold numbers of other kinds and of other countries, too.
 */
export function taxIdDoubt({ policyHolder: { taxId, address } }: Values): string | null {
  const locale = taxLocales[codeByName.get(address.country) ?? '']
  const given = taxId.trim()
  if (!locale || given === '' || wrongTaxId(given) || isTaxID(given, locale)) return null
  return text('selling.taxIdDoubt', { country: countryName(address.country) })
}
