import { readConfig } from '../api/config.ts'
import { append } from '../api/feed/log.ts'
import { createSalesModel } from '../api/sales/model-service.ts'
import { openRunningDatabase } from './running-database.ts'

/**
 * Folds the numbers of sales anew from what was sold and terminated, with the environment that Parley runs with, also
 * while it runs. Sales and terminations here of which no event has come are taken in as well.
 */
try {
  const { db, closeDatabase } = await openRunningDatabase(readConfig(process.env))
  try {
    const model = createSalesModel({
      db,
      now: () => new Date(),
      // Processes that show sales find the entries in the log a moment later, without a hint.
      append: async (tx, topic, drafts) => (await append(tx, topic, drafts)).entries,
    })
    const { sales, missing } = await model.rebuild()
    console.log(`Counted ${sales} sales. ${missing} sales or terminations had been missing.`)
  } finally {
    await closeDatabase()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
