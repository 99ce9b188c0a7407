import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { StartError } from '../lib/start-error.ts'
import type { Db, Tx } from './db.ts'

export type Migration = { name: string; checksum: string; sql: string }

export const migrationsDirectory = join(import.meta.dirname, 'migrations')

// Any number will do, as long as every version of Parley takes the same one.
const LOCK = 7_275_399

/**
 * Brings the database to the state that the files `NNN-name.sql` of `directory` describe: each is applied once, in
 * order, in a transaction of its own, however many processes start at the same time. Throws {@link StartError} when a
 * file that was applied has changed since, or the database has seen files that this version does not have.
 */
export async function migrate(db: Db, directory = migrationsDirectory): Promise<void> {
  const migrations = await readMigrations(directory)
  await db.transaction(async (tx) => {
    await enter(tx)
    assertMatches(migrations, await applied(tx))
  })
  for (const migration of migrations) await db.transaction((tx) => apply(tx, migration))
}

/** The migrations of a directory in the order in which they are applied. */
export async function readMigrations(directory = migrationsDirectory): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql')).sort()
  const stray = files.find((file) => !/^\d{3}-[a-z0-9-]+\.sql$/.test(file))
  if (stray) throw new Error(`${stray} is no migration: the name must look like 001-agents.sql`)
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(join(directory, file), 'utf8')
      // Line ends may differ between checkouts of one file.
      const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
      return { name: basename(file, '.sql'), checksum, sql }
    }),
  )
}

// One process at a time, until its transaction ends. Only behind the lock is it safe even to create the table:
// `if not exists` alone fails when two do it at once, and asks for the right to create also where the table is there.
async function enter(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCK})`
  const [there] = await tx<{ migration: string | null }[]>`select to_regclass('migration')::text as migration`
  if (there?.migration) return
  await tx`
    create table migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`
}

const applied = (tx: Tx) => tx<{ name: string; checksum: string }[]>`select name, checksum from migration`

function assertMatches(known: Migration[], done: { name: string; checksum: string }[]): void {
  for (const { name, checksum } of done) {
    const migration = known.find((other) => other.name === name)
    if (!migration) {
      throw new StartError(
        `The database has been migrated by a newer Parley (it knows ${name}): start that version, or use another database (DATABASE_URL or DATA_DIR).`,
      )
    }
    if (migration.checksum !== checksum) {
      throw new StartError(
        `Migration ${name} has changed since it was applied to this database: put the file back and add a new one, or use another database (DATABASE_URL or DATA_DIR).`,
      )
    }
  }
}

async function apply(tx: Tx, { name, checksum, sql }: Migration): Promise<void> {
  await enter(tx)
  const done = await tx`select 1 from migration where name = ${name}`
  if (done.length > 0) return
  await tx.unsafe(sql).simple()
  await tx`insert into migration (name, checksum) values (${name}, ${checksum})`
}
