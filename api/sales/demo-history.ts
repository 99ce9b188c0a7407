import type { Db } from '../db/db.ts'
import { type Day, dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import type { PolicySold } from '../policies/events.ts'
import type { SalesModel } from './model-service.ts'

const sellers = ['jimmy.solid', 'danny.solid', 'ewa.nowak', 'tom.berger', 'maria.costa']
const products = [
  { code: 'TRI', premium: 7_200, share: 5 },
  { code: 'HSI', premium: 22_250, share: 3 },
  { code: 'CAR', premium: 10_000, share: 2 },
  { code: 'FAI', premium: 10_000, share: 1 },
]
const offered = products.flatMap((product) => Array.from({ length: product.share }, () => product))

/** How much is sold in the months of a year, from the month twelve months ago on: more towards the summer. */
const perMonth = [7, 8, 9, 11, 12, 14, 17, 16, 12, 10, 9, 8]

/** Twelve months of sales that another system of the company has told of, so that the board has something to show. */
export async function seedHistory(db: Db, model: SalesModel, now: () => Date): Promise<void> {
  await db.transaction((tx) => model.allSold(tx, history(now())))
}

function history(now: Date): { event: PolicySold; at: Date }[] {
  const sales = perMonth.flatMap((count, month) =>
    Array.from({ length: count }, (_, at) => {
      const number = month * 100 + at
      const soldAt = new Date(now)
      // Days before yesterday: what is sold today is for whoever tries it.
      soldAt.setUTCDate(soldAt.getUTCDate() - 2 - (11 - month) * 30 - ((at * 29) % 30))
      return { event: sale(number, soldAt), at: soldAt }
    }),
  )
  return sales.sort((one, other) => one.at.getTime() - other.at.getTime())
}

function sale(number: number, soldAt: Date): PolicySold {
  const { code, premium } = offered[(number * 7) % offered.length] ?? { code: 'TRI', premium: 7_200 }
  return {
    kind: 'PolicySold',
    policyNumber: `DEMO-${number}`,
    productCode: code,
    policyFrom: dayAfter(soldAt, 1 + (number % 20)),
    policyTo: dayAfter(soldAt, 366),
    holder: { firstName: null, lastName: null, taxId: null },
    premium: centsOf(premium + ((number * 37) % 60) * 100),
    agentLogin: sellers[(number * 3) % sellers.length] ?? null,
  }
}

const dayAfter = (at: Date, days: number): Day =>
  dayOf(new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10))
