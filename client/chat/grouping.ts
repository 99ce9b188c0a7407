import { dayKey } from '../lib/format.ts'

/** What grouping looks at. Worked out once per message: a room of ten thousand is grouped anew with every message. */
export type Line = { id: string; login: string /** ISO */; at: string; time: number; day: string }

export type Place = {
  /** The first of a group: it shows who wrote and when. */
  head: boolean
  /** A new day begins after this line; a moment of that day. */
  dayAfter: string | null
}

const fiveMinutes = 5 * 60_000

export const lineOf = (id: string, login: string, at: string): Line => ({
  id,
  login,
  at,
  time: Date.parse(at),
  day: dayKey(at),
})

/**
 * Groups lines by author and day. The separator of a day hangs below the last line of the day before, and a line in
 * `firsts` (the first of a page when it came) stays a head for good: so an older page never changes the height of a
 * line that is already on the screen, and reading goes on without a jump.
 */
export function grouped(lines: readonly Line[], firsts: ReadonlySet<string>): Place[] {
  return lines.map((line, at) => {
    const before = lines[at - 1]
    const after = lines[at + 1]
    const head = firsts.has(line.id) || before === undefined || !belongs(line, before)
    return { head, dayAfter: after !== undefined && after.day !== line.day ? after.at : null }
  })
}

const belongs = (line: Line, before: Line): boolean =>
  line.login === before.login && line.day === before.day && line.time - before.time <= fiveMinutes
