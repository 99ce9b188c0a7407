import { InvalidInput } from './errors.ts'
import { type Page, type PageArgs, pageSize } from './page.ts'
import { readUuid } from './uuid.ts'

/** A position in a list, the newest first; the id (a UUID) decides between entries of the same moment. */
export type ListPosition = { at: Date; id: string }

/** What lies strictly between two positions, at most `limit` entries from its newer (`first`) or older (`last`) end. */
export type Range<P = ListPosition> = { after: P | null; before: P | null; end: 'first' | 'last'; limit: number }

/** What a page needs of the list it is a page of. Entries come newest first, or in the order that the list has. */
export type Listing<T, P = ListPosition> = {
  /** What its cursors begin with: those of another list are refused. Without `@`. */
  name: string
  find(range: Range<P>): Promise<T[]>
  /** Whether the list has any entry at the position or on that side of it: `newer` is towards its start. */
  hasFrom(side: 'newer' | 'older', position: P): Promise<boolean>
  positionOf(entry: T): P
}

/** How the positions of a list stand in its cursors. */
export type PositionForm<P> = {
  write(position: P): string
  /** Null for what is no position. */
  read(text: string): P | null
}

const moments: PositionForm<ListPosition> = {
  write: ({ at, id }) => `${at.getTime()}@${id}`,
  read: (text) => {
    const [, time, given = ''] = /^(\d{1,14})@(\S+)$/.exec(text) ?? []
    const id = readUuid(given)
    return time === undefined || id === null ? null : { at: new Date(Number(time)), id }
  },
}

/** A page of a list that is ordered by moments; see {@link pageOfOrdered}. */
export function pageOfList<T>(args: PageArgs, listing: Listing<T>): Promise<Page<T>> {
  return pageOfOrdered(args, listing, moments)
}

/**
 * One page after Relay's cursor connections specification: `first` counts from the start of what lies between the
 * cursors, `last` from its end. There is more in the direction of paging when the range holds more than was asked for;
 * in the other direction when the list reaches to the cursor that was given or beyond. Throws INVALID_INPUT.
 */
export async function pageOfOrdered<T, P>(
  args: PageArgs,
  listing: Listing<T, P>,
  form: PositionForm<P>,
): Promise<Page<T>> {
  const { end, size } = pageSize(args, 'first')
  const after = args.after == null ? null : decoded(listing.name, form, args.after, 'after')
  const before = args.before == null ? null : decoded(listing.name, form, args.before, 'before')
  const found = await listing.find({ after, before, end, limit: size + 1 })
  const more = found.length > size
  const shown = more ? (end === 'first' ? found.slice(0, size) : found.slice(1)) : found
  const cursorOf = (node: T) => `${listing.name}@${form.write(listing.positionOf(node))}`
  return {
    edges: shown.map((node) => ({ cursor: Buffer.from(cursorOf(node)).toString('base64url'), node })),
    hasNextPage: end === 'first' ? more : before !== null && (await listing.hasFrom('older', before)),
    hasPreviousPage: end === 'last' ? more : after !== null && (await listing.hasFrom('newer', after)),
  }
}

function decoded<P>(name: string, form: PositionForm<P>, cursor: string, path: string): P {
  const text = Buffer.from(cursor, 'base64url').toString()
  const position = text.startsWith(`${name}@`) ? form.read(text.slice(name.length + 1)) : null
  if (position === null) throw new InvalidInput([{ path, message: 'Must be a cursor from a page of the same list.' }])
  return position
}
