import { CsvError, parse } from 'csv-parse/sync'
import { type StatementRecord, UnreadableStatement } from './statement.ts'

/** Where a part of a file ends: how many bytes and lines come before. */
export type FilePlace = { bytes: number; lines: number }

/** A record and where the next one begins. */
export type PlacedRecord = StatementRecord & { end: FilePlace }

/** Characters of a line. */
const longestLine = 10_000
/** Lines of a record: a quotation mark that nobody closes must not swallow the rest of the file. */
const mostLines = 20

type Line = { number: number; text: string; isEnded: boolean; end: FilePlace }

/**
 * The records of a file of `size` bytes whose `content` goes on at a place where a record begins, in lists of bounded
 * size, as they are asked for. What follows the last whole record is left out, unless the file ends there. A line with
 * wrong quotation marks costs no other line. Throws {@link UnreadableStatement}.
 */
export async function* recordsIn(
  content: AsyncIterable<Uint8Array>,
  from: FilePlace,
  size: number,
): AsyncGenerator<PlacedRecord[]> {
  const assembler = createAssembler()
  try {
    for await (const lines of linesIn(content, from, size)) {
      const records = lines.flatMap(assembler.take)
      if (lines.at(-1)?.end.bytes === size) records.push(...assembler.finish())
      if (records.length > 0) yield withColumns(records)
    }
  } catch (error) {
    // Lines that waited for a quotation mark stand before the one that cannot be read.
    const held = error instanceof UnreadableStatement ? assembler.finish() : []
    if (held.length > 0) yield withColumns(held)
    throw error
  }
}

async function* linesIn(content: AsyncIterable<Uint8Array>, from: FilePlace, size: number): AsyncGenerator<Line[]> {
  // Each line is decoded by itself. A byte order mark is left out.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let place = from
  let rest: Buffer = Buffer.alloc(0)
  const lineOf = (bytes: Buffer, isEnded: boolean, length: number): Line => {
    const number = place.lines + 1
    place = { bytes: place.bytes + length, lines: number }
    return { number, text: textOf(bytes, number, decoder), isEnded, end: place }
  }
  for await (const chunk of content) {
    const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    const lines: Line[] = []
    let start = 0
    try {
      for (let end = lineEnd(bytes, start); end !== null; end = lineEnd(bytes, start)) {
        lines.push(lineOf(bytes.subarray(start, end.at), true, end.after - start))
        start = end.after
      }
    } catch (error) {
      // What stands before a line that cannot be read is read.
      if (lines.length > 0) yield lines
      throw error
    }
    rest = bytes.subarray(start)
    if (lines.length > 0) yield lines
    if (rest.length > 4 * longestLine) throw new UnreadableStatement('LINE_TOO_LONG', place.lines + 1)
  }
  if (rest.length === 0 || place.bytes + rest.length < size) return
  const isEnded = rest.at(-1) === carriageReturn
  yield [lineOf(isEnded ? rest.subarray(0, -1) : rest, isEnded, rest.length)]
}

const carriageReturn = 13
const lineFeed = 10

/** Null where more must come before it is known. */
function lineEnd(bytes: Buffer, from: number): { at: number; after: number } | null {
  const feed = bytes.indexOf(lineFeed, from)
  const line = feed === -1 ? bytes.subarray(from) : bytes.subarray(from, feed)
  const found = line.indexOf(carriageReturn)
  if (found === -1) return feed === -1 ? null : { at: feed, after: feed + 1 }
  const at = from + found
  if (at === bytes.length - 1) return null
  return { at, after: bytes[at + 1] === lineFeed ? at + 2 : at + 1 }
}

function textOf(bytes: Buffer, number: number, decoder: TextDecoder): string {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    throw new UnreadableStatement('NOT_UTF8', number)
  }
  if (text.includes('\0')) throw new UnreadableStatement('NOT_TEXT', number)
  if (text.length > longestLine) throw new UnreadableStatement('LINE_TOO_LONG', number)
  return text
}

/** A record whose columns are yet to be read, unless it has several lines. */
type Assembled = Omit<PlacedRecord, 'columns'> & { columns?: string[] | null }

/** Makes records of lines: a field in quotation marks may have line ends in it. */
function createAssembler() {
  let open: Line[] = []

  const take = (line: Line): Assembled[] => {
    const lines = [...open, line]
    const text = textOfLines(lines)
    if (lines.length < mostLines && endsInQuotes(text)) {
      open = lines
      return []
    }
    open = []
    if (lines.length === 1) return [recordOf(lines)]
    // A mark that is only a part of a text may have joined lines that do not belong together.
    const columns = columnsOf(text, { relax_quotes: false })
    if (columns !== null) return [recordOf(lines, columns)]
    const [first, ...others] = lines
    return first ? [recordOf([first], null), ...others.flatMap(take)] : []
  }

  return {
    take,
    /** What is left when no more lines come. */
    finish: (): Assembled[] => {
      const records: Assembled[] = []
      while (open.length > 0) {
        const [first, ...others] = open.splice(0)
        if (first) records.push(recordOf([first], null), ...others.flatMap(take))
      }
      return records
    },
  }
}

const textOfLines = (lines: readonly Line[]) => lines.map(({ text }) => text).join('\n')

function recordOf(lines: readonly Line[], columns?: string[] | null): Assembled {
  const [first] = lines
  const last = lines.at(-1)
  if (!first || !last) throw new Error('A record has a line')
  return { line: first.number, text: textOfLines(lines), columns, isEnded: last.isEnded, end: last.end }
}

/** Whether the text ends within a field that has begun with a quotation mark. */
function endsInQuotes(text: string): boolean {
  if (!text.includes('"')) return false
  let isQuoted = false
  let isStart = true
  for (let at = 0; at < text.length; at++) {
    const isMark = text[at] === '"'
    if (!isQuoted) isQuoted = isMark && isStart
    else if (isMark && text[at + 1] === '"') at++
    else if (isMark) isQuoted = false
    isStart = !isQuoted && text[at] === ','
  }
  return isQuoted
}

/** Reads the columns of all lines at once, which is many times faster, and each by itself where some cannot be read. */
function withColumns(records: readonly Assembled[]): PlacedRecord[] {
  const texts = records.filter(({ columns }) => columns === undefined).map(({ text }) => text)
  const together = parsed(texts.map((text) => `${text}\n`).join(''), { relax_quotes: true })
  const rows = together?.length === texts.length ? together : null
  let at = 0
  return records.map(({ columns, ...record }) => {
    if (columns !== undefined) return { ...record, columns }
    const row = rows?.[at++]
    return { ...record, columns: row ? columnsIn(row) : columnsOf(record.text, { relax_quotes: true }) }
  })
}

/** Null for a text that is not one record. */
function columnsOf(text: string, options: { relax_quotes: boolean }): string[] | null {
  const [row, another] = parsed(`${text}\n`, options) ?? []
  return row && another === undefined ? columnsIn(row) : null
}

/** None in a blank line. */
const columnsIn = (row: string[]): string[] => (row.length === 1 && row[0]?.trim() === '' ? [] : row)

/** Null for what is no CSV. With `relax_quotes` a quotation mark may be a part of a text. */
function parsed(text: string, options: { relax_quotes: boolean }): string[][] | null {
  try {
    return parse(text, { relax_column_count: true, record_delimiter: '\n', ...options })
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}
