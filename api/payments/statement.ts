import { type Day, isDay } from '../lib/day.ts'
import { type Cents, parseMoney } from '../lib/money.ts'

/**
 * Bank statements: CSV in UTF-8 (RFC 4180, any line ends), a header and then a line for each payment. Of its columns,
 * counted from 0, these are read: the accounting date (ISO 8601), the number of the account, and the amount.
 */
const dateColumn = 2
const accountColumn = 3
const amountColumn = 4
const leastColumns = amountColumn + 1

/** Why a line was not booked. */
export const unmatchedReasons = [
  'UNREADABLE',
  'TOO_FEW_COLUMNS',
  'MAY_BE_CUT',
  'BAD_DATE',
  'BAD_AMOUNT',
  'NOT_POSITIVE',
  'UNKNOWN_ACCOUNT',
] as const

export type UnmatchedReason = (typeof unmatchedReasons)[number]

/** Why a file cannot be read from a line on. */
export const unreadableReasons = ['NOT_UTF8', 'NOT_TEXT', 'LINE_TOO_LONG', 'NO_COMMAS', 'NO_STATEMENT'] as const

export type UnreadableReason = (typeof unreadableReasons)[number]

const sentences: Record<UnreadableReason, string> = {
  NOT_UTF8: 'is not text in UTF-8: save the file in this encoding.',
  NOT_TEXT: 'is not text: it contains a NUL character.',
  LINE_TOO_LONG: 'has too many characters: this is no bank statement.',
  NO_COMMAS: `has no ${leastColumns} columns separated by commas.`,
  NO_STATEMENT: `has no ${leastColumns} columns, nor has the header: this is no bank statement.`,
}

/** The file is no bank statement from this line on. */
export class UnreadableStatement extends Error {
  override name = 'UnreadableStatement'
  readonly reason: UnreadableReason
  readonly line: number

  constructor(reason: UnreadableReason, line: number) {
    super(`Line ${line} ${sentences[reason]}`)
    this.reason = reason
    this.line = line
  }
}

/** A record of the file, as far as CSV says. */
export type StatementRecord = {
  /** The number of its first line; that of the header is 1. */
  line: number
  text: string
  /** Null where its quotation marks are wrong; empty for a blank line. */
  columns: string[] | null
  /** Whether a line end follows. Without one the file may have been cut here. */
  isEnded: boolean
}

/** What the lines so far say about those that follow. */
export type Layout = {
  /** Of the header, or of the first line below a header that has too few; null before there is one. */
  columns: number | null
  /** Decimals that every amount so far has at least; null before there is one. */
  decimals: number | null
}

export const unknownLayout: Layout = { columns: null, decimals: null }

/** A line that may be booked, unless `problem` says why not. Its account is yet to be looked up. */
export type StatementLine = {
  line: number
  text: string
  /** The same for every form in which a line may come: what is the same twice is booked once. */
  identity: string
  accountNumber: string
  accountingDate: Day | null
  amount: Cents | null
  problem: UnmatchedReason | null
}

/**
 * Reads records in their order; a header and blank lines give no line. Returns what is known for those that follow. Of a
 * file that `mayGrow`, a last line without a line end is taken only where nothing that may follow could change it. Throws
 * {@link UnreadableStatement} where header and first line show that this is another kind of file.
 */
export function readRecords(
  records: readonly StatementRecord[],
  before: Layout,
  { mayGrow }: { mayGrow: boolean },
): { lines: StatementLine[]; layout: Layout } {
  const lines: StatementLine[] = []
  let layout = before
  for (const record of records) {
    if (record.columns?.length === 0) continue
    const columns = record.columns ?? []
    const line = readLine(record, columns, layout, mayGrow)
    const isFirst = layout.columns === null
    if (isFirst || (layout.columns ?? 0) < leastColumns) {
      assertIsStatement(record, { isFirst })
      layout = { ...layout, columns: columns.length }
    }
    // A file without a header begins with a line like any other: it must not be lost.
    if (isFirst && (line.accountingDate === null || line.amount === null)) continue
    lines.push(line)
    if (line.amount === null) continue
    const decimals = decimalsOf(columns[amountColumn] ?? '')
    layout = { ...layout, decimals: Math.min(layout.decimals ?? decimals, decimals) }
  }
  return { lines, layout }
}

/** A header may have any columns, unless they are separated by something else; what follows it may not. */
function assertIsStatement({ line, text, columns }: StatementRecord, { isFirst }: { isFirst: boolean }): void {
  if (columns === null || columns.length >= leastColumns) return
  if (/[;\t|]/.test(text)) throw new UnreadableStatement('NO_COMMAS', line)
  if (!isFirst) throw new UnreadableStatement('NO_STATEMENT', line)
}

function readLine(record: StatementRecord, columns: string[], layout: Layout, mayGrow: boolean): StatementLine {
  const fields = columns.map((column) => column.normalize('NFC').trim())
  const accountNumber = fields[accountColumn] ?? ''
  const accountingDate = readDate(fields[dateColumn] ?? '')
  // Where commas separate decimals or thousands, columns would be parts of an amount.
  const isTooLong = (layout.columns ?? 0) >= leastColumns && filledOf(fields) > (layout.columns ?? 0)
  const amount = isTooLong ? null : readAmount(fields[amountColumn] ?? '')
  const isCut = !record.isEnded && (mayGrow ? mayGoOn(fields, layout) : looksCut(fields, layout))
  const problem = problemOf(record, fields, isCut, { accountingDate, amount })
  return {
    line: record.line,
    text: record.text,
    identity: identityOf(record, fields, { accountingDate, amount }),
    accountNumber,
    accountingDate,
    amount,
    problem,
  }
}

type Read = { accountingDate: Day | null; amount: Cents | null }

/** How many columns there are up to the last one that is not empty. */
const filledOf = (fields: readonly string[]): number => fields.findLastIndex((field) => field !== '') + 1

function problemOf(
  { columns }: StatementRecord,
  fields: readonly string[],
  isCut: boolean,
  { accountingDate, amount }: Read,
): UnmatchedReason | null {
  if (columns === null) return 'UNREADABLE'
  if (fields.length < leastColumns) return 'TOO_FEW_COLUMNS'
  if (isCut) return 'MAY_BE_CUT'
  if (accountingDate === null) return 'BAD_DATE'
  if (amount === null) return 'BAD_AMOUNT'
  return amount > 0 ? null : 'NOT_POSITIVE'
}

/** Of the last line: 1000.00 may have been cut to 10. */
function looksCut(fields: readonly string[], { columns, decimals }: Layout): boolean {
  if (fields.length < (columns ?? 0)) return true
  const isAmountLast = fields.length === leastColumns
  return isAmountLast && decimals !== null && decimalsOf(fields[amountColumn] ?? '') < decimals
}

/** Of the last line: only an amount that is the last column and has its cents cannot be the beginning of another line. */
function mayGoOn(fields: readonly string[], { columns }: Layout): boolean {
  return columns !== leastColumns || fields.length !== leastColumns || decimalsOf(fields[amountColumn] ?? '') < 2
}

const decimalsOf = (amount: string): number => /\.(\d*)/.exec(amount)?.[1]?.length ?? 0

function readDate(text: string): Day | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text)?.[1] ?? ''
  return isDay(day) && day !== '0001-01-01' ? day : null
}

/** A billion euros. More is a mistake, and so many of them could not be added up. */
const mostCents = 100_000_000_000

/** Null for what is no amount in whole cents, written with digits and a point, of at most a billion euros. */
export function readAmount(text: string): Cents | null {
  if (!/^[+-]?\d*\.?\d*$/.test(text) || /\.\d\d\d*[1-9]/.test(text)) return null
  const amount = parseMoney(text)
  return amount === null || Math.abs(amount) > mostCents ? null : amount
}

/** A day, or the beginning of it; any other time of the day tells one payment from another. */
const midnight = /^[\d-]{10}([T ]00:00(:00(\.0+)?)?Z?)?$/

/** All columns, those that are read by what they mean and not by how they are written. */
function identityOf({ text, columns }: StatementRecord, fields: string[], { accountingDate, amount }: Read): string {
  if (columns === null) return JSON.stringify([text.normalize('NFC').trim()])
  const meant = fields.map((field, at) => {
    if (at === dateColumn) return midnight.test(field) ? (accountingDate ?? field) : field
    if (at === accountColumn) return field.toLowerCase()
    if (at === amountColumn) return amount === null ? field : String(amount)
    return field
  })
  return JSON.stringify(meant.slice(0, filledOf(meant)))
}
