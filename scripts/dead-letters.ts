import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Config, readConfig } from '../api/config.ts'
import { type Db, openDb } from '../api/db/db.ts'
import { openDatabase } from '../api/engines.ts'
import type { DeadLetters } from '../api/messaging/dead-letters.ts'
import { embeddedDeadLetters } from '../api/messaging/embedded-dead-letters.ts'
import { parkedEvents } from '../api/messaging/parked.ts'
import { rabbitDeadLetters } from '../api/messaging/rabbitmq/dead-letters.ts'
import { runCommand } from './dead-letter-commands.ts'

/** Lists, shows, replays and discards dead letters, with the environment that Parley runs with, also while it runs. */
try {
  const config = readConfig(process.env)
  const { db, closeDatabase } = await open(config)
  const places: DeadLetters[] = []
  try {
    places.push(config.amqpUrl ? await rabbitDeadLetters(config.amqpUrl) : embeddedDeadLetters(db))
    places.push(parkedEvents(db))
    const done = await runCommand(process.argv.slice(2), places, console.log)
    if (!done) process.exitCode = 1
  } finally {
    for (const place of places) await place.close()
    await closeDatabase()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

/** The embedded database belongs to the Parley that runs on it; with none running, it is started for the moment. */
async function open(config: Config): Promise<{ db: Db; closeDatabase: () => Promise<void> }> {
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
