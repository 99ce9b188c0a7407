import type { DbClient, Fragment } from '../db/db.ts'
import { keptOf, type NumberKey } from './number.ts'

export function hasNumber(sql: DbClient, key: NumberKey): Fragment {
  return 'number' in key ? sql`number = ${key.number}` : sql`short_number = ${key.shortNumber}`
}

/** Of these texts the short numbers of policies, with the numbers that events call them by. Mistyped ones are left out. */
export async function wireNumbersOf(sql: DbClient, texts: readonly string[]): Promise<Map<string, string>> {
  const kept = new Map(texts.map((text) => [text, keptOf('policy', text)]))
  const asked = [...new Set(kept.values())].filter((one) => one !== null)
  if (asked.length === 0) return new Map()
  const rows = await sql<{ number: string; shortNumber: number }[]>`
    select number, short_number from policy where short_number = any(${asked}::integer[])`
  const numbers = new Map(rows.map(({ number, shortNumber }) => [shortNumber, number]))
  return new Map(
    [...kept].flatMap(([text, one]) => {
      const number = one === null ? undefined : numbers.get(one)
      return number === undefined ? [] : [[text, number]]
    }),
  )
}
