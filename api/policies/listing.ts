import { InvalidInput } from '../lib/errors.ts'
import { type Page, type PageArgs, pageSize } from '../lib/page.ts'
import { readUuid } from '../lib/uuid.ts'
import type { Policy } from './policy.ts'

/** A policy's position in every list, the newest first; the number decides between policies of the same moment. */
export type ListPosition = { soldAt: Date; number: string }

/** What lies strictly between two positions, at most `limit` policies from its newer (`first`) or older (`last`) end. */
export type Range = { after: ListPosition | null; before: ListPosition | null; end: 'first' | 'last'; limit: number }

/** What a page needs of the list it is a page of. Policies come newest first. */
export type Listing = {
  find(range: Range): Promise<Policy[]>
  /** Whether the list has any policy at the position or on that side of it. */
  hasFrom(side: 'newer' | 'older', position: ListPosition): Promise<boolean>
}

/**
 * One page after Relay's cursor connections specification: `first` counts from the start of what lies between the
 * cursors, `last` from its end. There is more in the direction of paging when the range holds more than was asked for;
 * in the other direction when the list reaches to the cursor that was given or beyond.
 */
export async function pageOfPolicies(args: PageArgs, listing: Listing): Promise<Page<Policy>> {
  const { end, size } = pageSize(args, 'first')
  const after = args.after == null ? null : decodePosition(args.after, 'after')
  const before = args.before == null ? null : decodePosition(args.before, 'before')
  const found = await listing.find({ after, before, end, limit: size + 1 })
  const more = found.length > size
  const shown = more ? (end === 'first' ? found.slice(0, size) : found.slice(1)) : found
  return {
    edges: shown.map((policy) => ({ cursor: encodePosition(policy), node: policy })),
    hasNextPage: end === 'first' ? more : before !== null && (await listing.hasFrom('older', before)),
    hasPreviousPage: end === 'last' ? more : after !== null && (await listing.hasFrom('newer', after)),
  }
}

function encodePosition({ soldAt, number }: ListPosition): string {
  return Buffer.from(`policies@${soldAt.getTime()}@${number}`).toString('base64url')
}

function decodePosition(cursor: string, path: string): ListPosition {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, time, given = ''] = /^policies@(\d{1,14})@(\S+)$/.exec(text) ?? []
  const number = readUuid(given)
  if (time === undefined || number === null)
    throw new InvalidInput([{ path, message: 'Must be a cursor from a page of the same list.' }])
  return { soldAt: new Date(Number(time)), number }
}
