import type { DbClient, Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import type { Cents } from '../lib/money.ts'
import type { UnmatchedReason } from './statement.ts'

/** A line that waits for an administrator. */
export type UnmatchedLine = {
  id: number
  lineHash: string
  importId: string
  fileName: string
  line: number
  text: string
  reason: UnmatchedReason
  accountNumber: string
  accountingDate: Day | null
  amount: Cents | null
}

type NewUnmatchedLine = Omit<UnmatchedLine, 'id' | 'fileName'>

/** Lists lines; one that is listed or dismissed already stays as it is. */
export async function insertUnmatched(tx: DbClient, lines: readonly NewUnmatchedLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx`
    insert into unmatched_bank_line
      (line_hash, import_id, line, text, reason, account_number, accounting_date, amount)
    select "lineHash", "importId", line, text, reason, "accountNumber", "accountingDate", amount
    from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as listed
      ("lineHash" text, "importId" uuid, line integer, text text, reason text, "accountNumber" text,
       "accountingDate" date, amount bigint)
    order by line
    on conflict (line_hash) do nothing`
}

export async function deleteUnmatched(tx: DbClient, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return
  await tx`delete from unmatched_bank_line where line_hash = any(${hashes as string[]}::text[])`
}

/** Nobody else books or dismisses the line before the transaction ends. Null for one that is not listed. */
export async function lockUnmatched(tx: Tx, id: number): Promise<UnmatchedLine | null> {
  const [row] = await tx<UnmatchedLine[]>`
    select unmatched_bank_line.*, file_name
    from unmatched_bank_line join bank_import on bank_import.id = import_id
    where unmatched_bank_line.id = ${id} and dismissed_at is null for update of unmatched_bank_line`
  return row ?? null
}

export async function dismissUnmatched(tx: DbClient, id: number, at: Date): Promise<void> {
  await tx`update unmatched_bank_line set dismissed_at = ${at} where id = ${id}`
}

/** In the order in which they were read; of all imports without `importId`. */
export function unmatchedLines(
  sql: DbClient,
  importId: string | null,
  after: number,
  limit: number,
): Promise<UnmatchedLine[]> {
  return sql<UnmatchedLine[]>`
    select unmatched_bank_line.*, file_name
    from unmatched_bank_line join bank_import on bank_import.id = import_id
    where dismissed_at is null and unmatched_bank_line.id > ${after}
      ${importId === null ? sql`` : sql`and import_id = ${importId}`}
    order by unmatched_bank_line.id limit ${limit}`
}

export async function countUnmatched(sql: DbClient, importId: string | null): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from unmatched_bank_line
    where dismissed_at is null ${importId === null ? sql`` : sql`and import_id = ${importId}`}`
  return row?.count ?? 0
}
