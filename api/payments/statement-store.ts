import type { DbClient, Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import type { ListPosition, Range } from '../lib/listing.ts'
import type { Cents } from '../lib/money.ts'
import type { Layout, UnreadableReason } from './statement.ts'

/** One import of one file. `finishedAt` is null while it is under way, and for one that was broken off. */
export type BankImport = {
  id: string
  fileName: string
  source: 'UPLOAD' | 'FOLDER'
  /** In bytes. */
  size: number
  importedBy: string | null
  startedAt: Date
  finishedAt: Date | null
  /** Bytes and lines that have been read. */
  received: number
  lines: number
  booked: number
  alreadyBooked: number
  unmatched: number
  /** Why the rest of the file could not be read, and from which line on. */
  problem: UnreadableReason | null
  problemLine: number | null
} & Layout

type NewImport = Pick<BankImport, 'id' | 'fileName' | 'source' | 'size' | 'importedBy' | 'startedAt' | 'finishedAt'>

export async function insertImport(tx: DbClient, bankImport: NewImport): Promise<void> {
  await tx`insert into bank_import ${tx(bankImport)}`
}

/**
 * The import of a file of the folder, made where it is not there yet. It is known by its name, size and content, so a
 * file that has changed is another one; one that was broken off begins anew.
 */
export async function beginFolderImport(
  tx: DbClient,
  file: Omit<NewImport, 'source' | 'importedBy'> & { digest: string },
): Promise<BankImport | null> {
  const [row] = await tx<BankImport[]>`
    insert into bank_import ${tx({ ...file, source: 'FOLDER' })}
    on conflict (file_name, size, digest) where source = 'FOLDER' do update
    set received = 0, lines = 0, columns = null, decimals = null, booked = 0, already_booked = 0, unmatched = 0
    where bank_import.finished_at is null
    returning *`
  return row ?? null
}

export async function findImport(sql: DbClient, id: string): Promise<BankImport | null> {
  const [row] = await sql<BankImport[]>`select * from bank_import where id = ${id}`
  return row ?? null
}

/** How far an import has come, and what its last lines were. */
export type Progress = { received: number; lines: number; layout: Layout }
export type Counts = { booked: number; alreadyBooked: number; unmatched: number }

/** False, and nothing is changed, unless the import had come to `from`: another request has read on meanwhile. */
export async function advanceImport(
  tx: Tx,
  id: string,
  from: number,
  { received, lines, layout }: Progress,
): Promise<boolean> {
  const { count } = await tx`
    update bank_import
    set received = ${received}, lines = ${lines}, columns = ${layout.columns}, decimals = ${layout.decimals}
    where id = ${id} and received = ${from} and finished_at is null`
  return count > 0
}

/** Adds to the counts; `finishedAt` for the last lines of the file. */
export async function addCounts(
  tx: Tx,
  id: string,
  { booked, alreadyBooked, unmatched }: Counts,
  finishedAt: Date | null,
): Promise<void> {
  await tx`
    update bank_import
    set booked = booked + ${booked}, already_booked = already_booked + ${alreadyBooked},
        unmatched = unmatched + ${unmatched}, finished_at = ${finishedAt}
    where id = ${id}`
}

/** Keeps why the rest of the file could not be read. */
export async function failImport(
  sql: DbClient,
  id: string,
  problem: { reason: UnreadableReason; line: number },
  finishedAt: Date,
): Promise<void> {
  await sql`
    update bank_import set problem = ${problem.reason}, problem_line = ${problem.line}, finished_at = ${finishedAt}
    where id = ${id}`
}

/** Newest first, whichever end the limit counts from. */
export async function imports(sql: DbClient, { after, before, end, limit }: Range): Promise<BankImport[]> {
  const order = end === 'first' ? sql`order by started_at desc, id desc` : sql`order by started_at, id`
  const rows = await sql<BankImport[]>`
    select * from bank_import
    where true
      ${after ? sql`and (started_at, id) < (${after.at}, ${after.id}::uuid)` : sql``}
      ${before ? sql`and (started_at, id) > (${before.at}, ${before.id}::uuid)` : sql``}
    ${order} limit ${limit}`
  return end === 'first' ? rows : rows.reverse()
}

/** Whether there is any import at the position or on that side of it. */
export async function hasImportFrom(
  sql: DbClient,
  side: 'newer' | 'older',
  { at, id }: ListPosition,
): Promise<boolean> {
  const bound =
    side === 'newer' ? sql`(started_at, id) >= (${at}, ${id}::uuid)` : sql`(started_at, id) <= (${at}, ${id}::uuid)`
  const [row] = await sql<{ has: boolean }[]>`select exists (select from bank_import where ${bound}) as has`
  return row?.has ?? false
}

/** An account as far as a payment needs it. */
export type PayableAccount = { number: string; policyNumber: string; policyKey: string; agentLogin: string | null }

/** The accounts with these numbers, or whose policies have these keys. */
export async function payableAccounts(
  tx: DbClient,
  numbers: readonly string[],
  policyKeys: readonly string[],
): Promise<PayableAccount[]> {
  return tx<PayableAccount[]>`
    select number, policy_number, policy_key, agent_login from policy_account
    where number = any(${numbers as string[]}::uuid[]) or policy_key = any(${policyKeys as string[]}::text[])`
}

/** A line that is booked to an account. */
export type Payment = {
  account: string
  amount: Cents
  effectiveOn: Day
  lineHash: string
  importId: string
  line: number
}

/** Books payments; returns the hashes of those that were not booked before. The transaction has called {@link lockBooking}. */
export async function insertPayments(
  tx: DbClient,
  payments: readonly Payment[],
  createdAt: Date,
): Promise<ReadonlySet<string>> {
  if (payments.length === 0) return new Set()
  const rows = await tx<{ lineHash: string }[]>`
    insert into account_entry (account, kind, amount, effective_on, created_at, line_hash, import_id, line)
    select account, 'IN', amount, "effectiveOn", ${createdAt}::timestamptz, "lineHash", "importId", line
    from jsonb_to_recordset(${JSON.stringify(payments)}::text::jsonb) as payment
      (account uuid, amount bigint, "effectiveOn" date, "lineHash" text, "importId" uuid, line integer)
    order by line
    on conflict (line_hash) do nothing
    returning line_hash`
  return new Set(rows.map(({ lineHash }) => lineHash))
}

/** Which of the lines are booked. */
export async function bookedAmong(tx: DbClient, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await tx<{ lineHash: string }[]>`
    select line_hash from account_entry where line_hash = any(${hashes as string[]}::text[])`
  return new Set(rows.map(({ lineHash }) => lineHash))
}

// Any numbers will do, as long as every version of Parley takes the same ones.
const folderLock = 7_275_424
const bookingLock = 7_275_425

/** Whether this process may import the files of the folder until the transaction ends. */
export async function tryLockFolder(tx: Tx): Promise<boolean> {
  const [lock] = await tx<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(${folderLock}) as taken`
  return lock?.taken ?? false
}

/**
 * Nobody else books or lists lines before the transaction ends. Without it, two imports of the same lines, or one and an
 * administrator who assigns a line of it, could wait for each other, and one list what the other has just booked. To be
 * taken before lines are locked.
 */
export async function lockBooking(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(${bookingLock})`
}
