import type { DbClient } from '../db/db.ts'
import { rateOf } from './commission.ts'
import { insertRates } from './rate-store.ts'

/** The products of the demo earn differently; a rate that is there stays. */
export async function seedRates(sql: DbClient, changedAt: Date): Promise<void> {
  const rates = { CAR: rateOf(1_500), FAI: rateOf(800), HSI: rateOf(1_250), TRI: rateOf(1_000) }
  const rows = Object.entries(rates).map(([productCode, rate]) => ({
    productCode,
    rate,
    changedBy: 'admin',
    changedAt,
  }))
  await insertRates(sql, rows)
}
