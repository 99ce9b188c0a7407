import type { PolicyHolderInput } from '../gql/graphql.ts'
import { scoped } from '../lib/base.ts'

const prefix = () => `${scoped('parley.holder')}.`
const key = (login: string, offerNumber: string) => `${prefix()}${login}.${offerNumber}`

const fields = ['firstName', 'lastName', 'taxId'] as const
const addressFields = ['country', 'zipCode', 'city', 'street'] as const

/** What an agent has entered about the holder of an offer, in this browser; null when there is nothing to go on with. */
export function loadHolder(login: string, offerNumber: string): PolicyHolderInput | null {
  try {
    const read = JSON.parse(localStorage.getItem(key(login, offerNumber)) ?? 'null') as PolicyHolderInput | null
    const isWhole =
      fields.every((name) => typeof read?.[name] === 'string') &&
      addressFields.every((name) => typeof read?.address?.[name] === 'string')
    return isWhole ? read : null
  } catch {
    return null
  }
}

/** Storage that is full or forbidden keeps nothing. */
export function saveHolder(login: string, offerNumber: string, holder: PolicyHolderInput): void {
  try {
    localStorage.setItem(key(login, offerNumber), JSON.stringify(holder))
  } catch {}
}

export const removeHolder = (login: string, offerNumber: string): void =>
  localStorage.removeItem(key(login, offerNumber))

/** Removes all that was entered about holders: these are customers' data, and the agent has left this browser. */
export function removeAllHolders(): void {
  const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '')
  for (const each of keys.filter((each) => each.startsWith(prefix()))) localStorage.removeItem(each)
}
