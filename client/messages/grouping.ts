import { dayKey } from '../lib/format.ts'

/** What grouping needs of a message. Computed once per message, since every new message groups the whole room again. */
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
 * Groups lines by author and day, at most five minutes from the head of a group to its last line. The separator of a day
 * hangs below the last line of the day before, and every line in `heads` begins a group. The first line of each page must
 * be in `heads` for good: then an older page never changes the height of a line that is on the screen, and reading goes
 * on without a jump.
 */
export function grouped(lines: readonly Line[], heads: ReadonlySet<string>): Place[] {
  let group: Line | undefined
  return lines.map((line, at) => {
    const after = lines[at + 1]
    const head = group === undefined || heads.has(line.id) || !belongs(line, group)
    if (head) group = line
    return { head, dayAfter: after !== undefined && after.day !== line.day ? after.at : null }
  })
}

const belongs = (line: Line, head: Line): boolean =>
  line.login === head.login && line.day === head.day && line.time - head.time <= fiveMinutes
