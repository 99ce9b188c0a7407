import { InvalidInput } from './errors.ts'

/** A position in a list that is ordered by the numbers of its rows; `list` keeps it apart from those of other lists. */
export function encodeIdCursor(list: string, id: number): string {
  return Buffer.from(`${list}@${id}`).toString('base64url')
}

/** Throws INVALID_INPUT for what is no cursor of this list. */
export function decodeIdCursor(list: string, cursor: string): number {
  const [, name, id] = /^([a-z]+)@(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (name !== list || id === undefined)
    throw new InvalidInput([{ path: 'after', message: 'Must be a cursor from a page of the same list.' }])
  return Number(id)
}
