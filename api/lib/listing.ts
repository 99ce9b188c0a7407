import { InvalidInput } from './errors.ts'
import { type Page, type PageArgs, pageSize } from './page.ts'
import { readUuid } from './uuid.ts'

/** A position in a list, the newest first; the id (a UUID) decides between entries of the same moment. */
export type ListPosition = { at: Date; id: string }

/** What lies strictly between two positions, at most `limit` entries from its newer (`first`) or older (`last`) end. */
export type Range = { after: ListPosition | null; before: ListPosition | null; end: 'first' | 'last'; limit: number }

/** What a page needs of the list it is a page of. Entries come newest first. */
export type Listing<T> = {
  /** What its cursors begin with: those of another list are refused. */
  name: string
  find(range: Range): Promise<T[]>
  /** Whether the list has any entry at the position or on that side of it. */
  hasFrom(side: 'newer' | 'older', position: ListPosition): Promise<boolean>
  positionOf(entry: T): ListPosition
}

/**
 * One page after Relay's cursor connections specification: `first` counts from the start of what lies between the
 * cursors, `last` from its end. There is more in the direction of paging when the range holds more than was asked for;
 * in the other direction when the list reaches to the cursor that was given or beyond. Throws INVALID_INPUT.
 */
export async function pageOfList<T>(args: PageArgs, listing: Listing<T>): Promise<Page<T>> {
  const { end, size } = pageSize(args, 'first')
  const after = args.after == null ? null : decodePosition(listing.name, args.after, 'after')
  const before = args.before == null ? null : decodePosition(listing.name, args.before, 'before')
  const found = await listing.find({ after, before, end, limit: size + 1 })
  const more = found.length > size
  const shown = more ? (end === 'first' ? found.slice(0, size) : found.slice(1)) : found
  return {
    edges: shown.map((node) => ({ cursor: encodePosition(listing.name, listing.positionOf(node)), node })),
    hasNextPage: end === 'first' ? more : before !== null && (await listing.hasFrom('older', before)),
    hasPreviousPage: end === 'last' ? more : after !== null && (await listing.hasFrom('newer', after)),
  }
}

function encodePosition(name: string, { at, id }: ListPosition): string {
  return Buffer.from(`${name}@${at.getTime()}@${id}`).toString('base64url')
}

function decodePosition(name: string, cursor: string, path: string): ListPosition {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, list, time, given = ''] = /^([a-z]+)@(\d{1,14})@(\S+)$/.exec(text) ?? []
  const id = readUuid(given)
  if (list !== name || time === undefined || id === null)
    throw new InvalidInput([{ path, message: 'Must be a cursor from a page of the same list.' }])
  return { at: new Date(Number(time)), id }
}
