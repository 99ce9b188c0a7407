import type { RecordAudit } from '../audit/audit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { DomainError, InvalidInput } from '../lib/errors.ts'
import { pageOfList } from '../lib/listing.ts'
import type { Page, PageArgs } from '../lib/page.ts'
import { complaintAboutLine } from '../lib/text.ts'
import { readUuid } from '../lib/uuid.ts'
import type { Booked, Booking, Unmatched } from './booking-service.ts'
import { readRecords, UnreadableStatement } from './statement.ts'
import { type PlacedRecord, recordsIn } from './statement-records.ts'
import * as store from './statement-store.ts'

export type ImportResult = { bankImport: store.BankImport; unmatched: Unmatched[] }

/** A file of the folder, which is not empty. */
export type StatementFile = { name: string; size: number; digest: string; content: AsyncIterable<Uint8Array> }

export type StatementImports = {
  /** Bytes that a file may have. */
  readonly maxBytes: number
  /** Imports a small file as a whole. Throws INVALID_INPUT. */
  importBankStatement(viewer: Viewer, input: { fileName: string; content: string }): Promise<ImportResult>
  /**
   * Begins the import of a file that will be uploaded in pieces. Administrators only. Throws INVALID_INPUT or
   * FILE_TOO_LARGE.
   */
  beginUpload(viewer: Viewer, file: { fileName: string; size: number }): Promise<{ id: string }>
  /** An import of the viewer's. Throws UNKNOWN_FILE. */
  upload(viewer: Viewer, id: string): Promise<{ received: number; size: number }>
  /**
   * Imports the whole lines of a piece that goes on at `offset`, and says where the next piece must go on: where its last
   * whole line ends. Throws UNKNOWN_FILE, UPLOAD_CONFLICT where another offset is next, FILE_TOO_LARGE or INVALID_INPUT.
   */
  append(viewer: Viewer, id: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<{ received: number }>
  /** Imports a file of the folder; false when that was done before. What it cannot read it says in the list of imports. */
  importFile(file: StatementFile): Promise<boolean>
  /** Null for an unknown one. */
  bankStatementImport(id: string): Promise<store.BankImport | null>
  /** The newest first. Throws INVALID_INPUT. */
  bankStatementImports(args: PageArgs): Promise<Page<store.BankImport>>
}

const maxBytes = 1_000_000_000

/** Lines of one transaction. */
const batchSize = 1_000

export function createStatementImports(deps: {
  db: Db
  booking: Booking
  record: RecordAudit
  now: () => Date
  newId: () => string
}): StatementImports {
  const { db, booking, record, now, newId } = deps

  const begin = async (viewer: Viewer, fileName: string, size: number): Promise<store.BankImport> => {
    const name = fileName.trim()
    const complaint = complaintAboutLine(name, 255)
    if (complaint) throw new InvalidInput([{ path: 'fileName', message: complaint }])
    const id = newId()
    const startedAt = now()
    const bankImport = { id, fileName: name, source: 'UPLOAD', size, importedBy: viewer.login, startedAt } as const
    await db.transaction(async (tx) => {
      await store.insertImport(tx, { ...bankImport, finishedAt: null })
      await record(tx, { action: 'BANK_STATEMENT_IMPORTED', actor: viewer.login, subject: id, detail: name })
    })
    return find(id)
  }

  const find = async (id: string): Promise<store.BankImport> => {
    const key = readUuid(id)
    const found = key && (await store.findImport(db.sql, key))
    if (!found) throw new DomainError('UNKNOWN_FILE', `There is no import ${JSON.stringify(id.slice(0, 40))}.`)
    return found
  }

  const findOwn = async (viewer: Viewer, id: string): Promise<store.BankImport> => {
    assertAdministrator(viewer)
    const found = await find(id)
    if (found.source === 'UPLOAD' && found.importedBy === viewer.login) return found
    throw new DomainError('UNKNOWN_FILE', `There is no import ${JSON.stringify(id.slice(0, 40))}.`)
  }

  /** Books a batch in the transaction that says how far the import has come, so that none is counted twice. */
  const importBatch = (bankImport: store.BankImport, batch: readonly PlacedRecord[]) =>
    db.transaction(async (tx): Promise<Booked & store.Progress> => {
      const { id, source, received: from, columns, decimals } = bankImport
      const { lines, layout } = readRecords(batch, { columns, decimals }, { mayGrow: source === 'FOLDER' })
      const { bytes, lines: count } = batch.at(-1)?.end ?? { bytes: from, lines: bankImport.lines }
      const progress = { received: bytes, lines: count, layout }
      if (!(await store.advanceImport(tx, id, from, progress))) throw conflict(from)
      const booked = await booking.book(tx, id, lines)
      const finishedAt = bytes === bankImport.size ? now() : null
      await store.addCounts(tx, id, { ...booked, unmatched: booked.unmatched.length }, finishedAt)
      return { ...booked, ...progress }
    })

  /** Imports what comes, and says how far that was. `onUnmatched` hears of each line that was not booked. */
  const read = async (
    bankImport: store.BankImport,
    content: AsyncIterable<Uint8Array>,
    onUnmatched: (unmatched: readonly Unmatched[]) => void = () => {},
  ): Promise<number> => {
    let state = bankImport
    try {
      const place = { bytes: state.received, lines: state.lines }
      for await (const records of recordsIn(content, place, state.size)) {
        for (let at = 0; at < records.length; at += batchSize) {
          const { received, lines, layout, unmatched } = await importBatch(state, records.slice(at, at + batchSize))
          state = { ...state, received, lines, ...layout }
          onUnmatched(unmatched)
        }
      }
    } catch (error) {
      if (error instanceof UnreadableStatement) await store.failImport(db.sql, state.id, error, now())
      throw error
    }
    return state.received
  }

  return {
    maxBytes,

    importBankStatement: async (viewer, { fileName, content }) => {
      if (content.trim() === '') throw new InvalidInput([{ path: 'content', message: 'Must not be empty.' }])
      const bytes = Buffer.from(content)
      const { id, ...begun } = await begin(viewer, fileName, bytes.length)
      const unmatched: Unmatched[] = []
      await refusing(read({ id, ...begun }, inOnePiece(bytes), (lines) => unmatched.push(...lines)))
      return { bankImport: await find(id), unmatched }
    },

    beginUpload: async (viewer, { fileName, size }) => {
      assertAdministrator(viewer)
      if (size === 0) throw new InvalidInput([{ path: 'size', message: 'Must not be 0: the file is empty.' }])
      if (size > maxBytes)
        throw new DomainError('FILE_TOO_LARGE', `A file may have at most ${maxBytes} bytes, this one has ${size}.`)
      return begin(viewer, fileName, size)
    },

    upload: findOwn,

    append: async (viewer, id, offset, content) => {
      const bankImport = await findOwn(viewer, id)
      const { problem, problemLine } = bankImport
      if (problem !== null) throw unreadable(new UnreadableStatement(problem, problemLine ?? 0))
      if (bankImport.received !== offset) throw conflict(offset)
      const received = await refusing(read(bankImport, upTo(bankImport.size - offset, content)))
      if (received === offset && offset < bankImport.size)
        throw new InvalidInput([{ path: 'content', message: 'Must have at least one whole line.' }])
      return { received }
    },

    importFile: async ({ name, size, digest, content }) => {
      const file = { id: newId(), fileName: name, size, digest, startedAt: now(), finishedAt: null }
      const bankImport = await store.beginFolderImport(db.sql, file)
      if (!bankImport) return false
      await read(bankImport, content)
      return true
    },

    bankStatementImport: async (id) => {
      const key = readUuid(id)
      return key === null ? null : store.findImport(db.sql, key)
    },

    bankStatementImports: (args) =>
      pageOfList(args, {
        name: 'imports',
        find: (range) => store.imports(db.sql, range),
        hasFrom: (side, position) => store.hasImportFrom(db.sql, side, position),
        positionOf: ({ startedAt, id }) => ({ at: startedAt, id }),
      }),
  }
}

function assertAdministrator({ role }: Viewer): void {
  if (role !== 'ADMIN') throw new DomainError('FORBIDDEN', 'Only an administrator may import bank statements.')
}

const conflict = (offset: number) =>
  new DomainError('UPLOAD_CONFLICT', `The import does not go on at ${offset}: ask how much has arrived.`)

const unreadable = ({ message }: UnreadableStatement) => new InvalidInput([{ path: 'content', message }])

/** What cannot be read is wrong input. */
async function refusing<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw error instanceof UnreadableStatement ? unreadable(error) : error
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Throws FILE_TOO_LARGE when more comes. */
async function* upTo(size: number, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = size
  for await (const chunk of content) {
    left -= chunk.length
    if (left < 0) throw new DomainError('FILE_TOO_LARGE', `The file was to have ${size} bytes from here on.`)
    yield chunk
  }
}
