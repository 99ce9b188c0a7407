import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Db } from '../db/db.ts'
import { startLoop } from '../lib/wakeable-loop.ts'
import { UnreadableStatement } from './statement.ts'
import type { StatementImports } from './statement-service.ts'
import { tryLockFolder } from './statement-store.ts'

/** Milliseconds between two looks: a file that is the same at both is no longer being written. */
const defaultPause = 5_000

/** What a look has found of a file: another size or time is another content. */
type Seen = { size: number; modified: number; isDone: boolean }

/**
 * Imports the CSV files of a folder, now and whenever one is added or changed, until `stop()`. Any number of processes may
 * watch one folder: one at a time imports. The folder is only read; what was imported stands in the database.
 */
export function startStatementFolder(deps: {
  directory: string
  db: Db
  statements: Pick<StatementImports, 'importFile'>
  logger: Logger
  pause?: number
}): { stop(): Promise<void> } {
  const { directory, db, statements, logger, pause = defaultPause } = deps
  const seen = new Map<string, Seen>()
  /** By file, or by the name '' for the folder itself: each problem is told once. */
  const problems = new Map<string, string>()
  const stopping = new AbortController()
  const { signal } = stopping

  const tell = (error: unknown, file = ''): void => {
    const problem = String(error)
    // What `stop()` has broken off begins anew with the next start.
    if (signal.aborted || db.isAway(error) || problems.get(file) === problem) return
    problems.set(file, problem)
    logger.warn({ file, error: problem }, 'bank statements: cannot be imported, trying again')
  }

  const importFile = async (name: string, size: number): Promise<void> => {
    const path = join(directory, name)
    const digest = await digestOf(read(path, size, signal))
    try {
      const isNew = await statements.importFile({ name, size, digest, content: read(path, size, signal) })
      if (isNew) logger.info({ file: name }, 'bank statements: imported')
    } catch (error) {
      if (!(error instanceof UnreadableStatement)) throw error
      logger.warn({ file: name, error: error.message }, 'bank statements: a file is no statement')
    }
  }

  const lookAt = async (name: string): Promise<void> => {
    const { size, mtimeMs: modified } = await stat(join(directory, name))
    const before = seen.get(name)
    const atRest = isAtRest(before, { size, modified })
    if (atRest && before?.isDone) return
    if (atRest && size > 0) await importFile(name, size)
    seen.set(name, { size, modified, isDone: atRest })
  }

  const look = async (): Promise<void> => {
    for (const name of await statementsIn(directory)) {
      if (signal.aborted) return
      // One that cannot be read, or has gone meanwhile, keeps no other from its turn.
      await lookAt(name).then(
        () => problems.delete(name),
        (error) => tell(error, name),
      )
    }
  }

  const loop = startLoop(async () => {
    try {
      // Held by this transaction, while the import has transactions of its own.
      await db.transaction(async (tx) => {
        if (await tryLockFolder(tx)) await look()
      })
      problems.delete('')
    } catch (error) {
      tell(error)
    }
    return { pause, wakeable: false }
  })

  return {
    stop: () => {
      stopping.abort()
      return loop.stop()
    },
  }
}

/** Whether a file is the same at two looks: one that is still being written is not. */
export function isAtRest(before: Omit<Seen, 'isDone'> | undefined, now: Omit<Seen, 'isDone'>): boolean {
  return before?.size === now.size && before.modified === now.modified
}

async function statementsIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory() && /^[^.].*\.csv$/i.test(entry.name))
    .map(({ name }) => name)
    .sort()
}

/** As many bytes as the file had when it was looked at, until `signal` ends it by an error. It is opened once it is read. */
async function* read(path: string, size: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { end: size - 1, signal })
}

async function digestOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of content) hash.update(chunk)
  return hash.digest('base64url')
}
