import type { FieldError } from '../lib/errors.ts'
import { complaintAboutLine } from '../lib/text.ts'

export type Address = { country: string; zipCode: string; city: string; street: string }

/** Who is insured and pays. `taxId` is the national number, PESEL in Poland. */
export type PolicyHolder = { firstName: string; lastName: string; taxId: string; address: Address }

const limits = { firstName: 100, lastName: 100, taxId: 50, country: 100, zipCode: 20, city: 100, street: 200 }

/** Trims every field and adds what is wrong to `wrong`. Nothing may be empty, over-long or unprintable. */
export function readHolder(given: PolicyHolder, wrong: FieldError[]): PolicyHolder {
  const read = (path: string, value: string, limit: number): string => {
    const text = value.normalize('NFC').trim()
    const complaint = complaintAboutLine(text, limit)
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
