import type { FieldError } from '../lib/errors.ts'

export type Address = { country: string; zipCode: string; city: string; street: string }

/** Who is insured and pays. `taxId` is the national number, PESEL in Poland. */
export type PolicyHolder = { firstName: string; lastName: string; taxId: string; address: Address }

const limits = { firstName: 100, lastName: 100, taxId: 50, country: 100, zipCode: 20, city: 100, street: 200 }

/** Trims every field and adds what is wrong to `wrong`. Nothing may be empty, over-long or unprintable. */
export function readHolder(given: PolicyHolder, wrong: FieldError[]): PolicyHolder {
  const read = (path: string, value: string, limit: number): string => {
    const text = value.normalize('NFC').trim()
    const complaint = complaintAbout(text, limit)
    if (complaint) wrong.push({ path: `policyHolder.${path}`, message: complaint })
    return text
  }
  return {
    firstName: read('firstName', given.firstName, limits.firstName),
    lastName: read('lastName', given.lastName, limits.lastName),
    taxId: read('taxId', given.taxId, limits.taxId),
    address: {
      country: read('address.country', given.address.country, limits.country),
      zipCode: read('address.zipCode', given.address.zipCode, limits.zipCode),
      city: read('address.city', given.address.city, limits.city),
      street: read('address.street', given.address.street, limits.street),
    },
  }
}

/** True when both are the same person at the same address, letter by letter. */
export function isSameHolder(a: PolicyHolder, b: PolicyHolder): boolean {
  const fields = ({ firstName, lastName, taxId, address: { country, zipCode, city, street } }: PolicyHolder) =>
    JSON.stringify([firstName, lastName, taxId, country, zipCode, city, street])
  return fields(a) === fields(b)
}

// Control characters, halves of a character, and those that turn the direction of the text around them.
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u

function complaintAbout(text: string, limit: number): string | null {
  if (/^[\p{C}\p{Z}]*$/u.test(text)) return 'Must not be empty.'
  if ([...text].length > limit) return `Must have at most ${limit} characters, got ${[...text].length}.`
  if (unprintable.test(text)) return 'Must not contain control characters.'
  return null
}
