import { dayKey } from '../format.ts'

/** What grouping looks at. `at` is ISO. */
export type Line = { id: string; login: string; at: string }

export type Place = {
  /** The first of a group: it shows who wrote and when. */
  head: boolean
  /** A new day begins after this line; a moment of that day. */
  dayAfter: string | null
}

const fiveMinutes = 5 * 60_000

/**
 * Groups lines by author and day. The separator of a day hangs below the last line of the day before, and a line in
 * `firsts` (the first of a page when it came) stays a head for good: so an older page never changes the height of a
 * line that is already on the screen, and reading goes on without a jump.
 */
export function grouped(lines: readonly Line[], firsts: ReadonlySet<string>): Place[] {
  return lines.map((line, at) => {
    const before = lines[at - 1]
    const after = lines[at + 1]
    const newDay = after !== undefined && dayKey(after.at) !== dayKey(line.at)
    return { head: firsts.has(line.id) || !before || !belongs(line, before), dayAfter: newDay ? after.at : null }
  })
}

function belongs(line: Line, before: Line): boolean {
  const apart = Date.parse(line.at) - Date.parse(before.at)
  return line.login === before.login && apart <= fiveMinutes && dayKey(line.at) === dayKey(before.at)
}
