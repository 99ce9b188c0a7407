import { readConfig } from '../api/config.ts'
import type { DeadLetters } from '../api/messaging/dead-letters.ts'
import { embeddedDeadLetters } from '../api/messaging/embedded-dead-letters.ts'
import { parkedEvents } from '../api/messaging/parked.ts'
import { rabbitDeadLetters } from '../api/messaging/rabbitmq/dead-letters.ts'
import { runCommand } from './dead-letter-commands.ts'
import { openRunningDatabase } from './running-database.ts'

/** Lists, shows, replays and discards dead letters, with the environment that Parley runs with, also while it runs. */
try {
  const config = readConfig(process.env)
  const { db, closeDatabase } = await openRunningDatabase(config)
  const stores: DeadLetters[] = []
  try {
    stores.push(config.amqpUrl ? await rabbitDeadLetters(config.amqpUrl) : embeddedDeadLetters(db))
    stores.push(parkedEvents(db))
    const done = await runCommand(process.argv.slice(2), stores, console.log)
    if (!done) process.exitCode = 1
  } finally {
    for (const store of stores) await store.close()
    await closeDatabase()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
