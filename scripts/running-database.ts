import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Config } from '../api/config.ts'
import { type Db, openDb } from '../api/db/db.ts'
import { openDatabase } from '../api/engines.ts'

/**
 * The database of a Parley with this configuration, for a command beside it. The embedded one belongs to the Parley that
 * runs on it; with none running, it is started for the moment.
 */
export async function openRunningDatabase(config: Config): Promise<{ db: Db; closeDatabase: () => Promise<void> }> {
  const running = config.databaseUrl ? null : await runningDatabase(config.dataDir)
  return running ?? openDatabase(config, pino({ level: 'silent' }))
}

async function runningDatabase(dataDir: string) {
  const read = (name: string) => readFile(join(dataDir, 'postgres', name), 'utf8').catch(() => '')
  const [password, status] = await Promise.all([read('parley.password'), read('postmaster.pid')])
  const port = status.split('\n')[3]
  if (!port) return null
  const db = openDb(`postgres://parley:${password.trim()}@127.0.0.1:${port}/parley`, { max: 2 })
  // The file of a server that was killed stays behind.
  const answers = await db.sql`select 1`.then(Boolean, () => false)
  if (answers) return { db, closeDatabase: db.close }
  await db.close()
  return null
}
