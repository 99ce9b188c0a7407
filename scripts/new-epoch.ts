import { readConfig } from '../api/config.ts'
import { forgetHistory } from '../api/feed/log.ts'
import { openRunningDatabase } from './running-database.ts'

/**
 * Lets every cursor expire, with the environment that Parley runs with, also while it runs: for rows of the feed that
 * were exchanged by hand. Restored backups are noticed without it.
 */
try {
  const { db, closeDatabase } = await openRunningDatabase(readConfig(process.env))
  try {
    console.log(`New epochs of ${await forgetHistory(db.sql)} topics: clients read their lists again.`)
  } finally {
    await closeDatabase()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
