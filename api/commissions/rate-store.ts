import type { DbClient } from '../db/db.ts'
import { keyOf } from '../lib/letter-case.ts'
import { type BasisPoints, defaultRate } from './commission.ts'

/** The rate of a product and where it comes from; the last two are null for the default. */
export type CommissionRate = {
  productCode: string
  rate: BasisPoints
  changedBy: string | null
  changedAt: Date | null
}

export async function rateOfProduct(sql: DbClient, productCode: string): Promise<BasisPoints> {
  const [row] = await sql<{ rate: BasisPoints }[]>`
    select basis_points as rate from commission_rate where product_key = ${keyOf(productCode)}`
  return row?.rate ?? defaultRate
}

/** Of the products that are sold here, and those of other services that have a rate of their own; by code. */
export function allRates(sql: DbClient): Promise<CommissionRate[]> {
  return sql<CommissionRate[]>`
    select coalesce(product.code, commission_rate.product_code) as product_code,
      coalesce(basis_points, ${defaultRate}) as rate, changed_by, changed_at
    from product full join commission_rate on lower(product.code) = product_key
    order by 1`
}

export async function saveRate(sql: DbClient, rate: CommissionRate): Promise<void> {
  await sql`
    insert into commission_rate ${sql(rowOf(rate))}
    on conflict (product_key) do update set basis_points = excluded.basis_points, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at`
}

/** A product that has a rate keeps it. */
export async function insertRates(sql: DbClient, rates: readonly CommissionRate[]): Promise<void> {
  await sql`insert into commission_rate ${sql(rates.map(rowOf))} on conflict do nothing`
}

const rowOf = ({ productCode, rate, changedBy, changedAt }: CommissionRate) => ({
  productKey: keyOf(productCode),
  productCode,
  basisPoints: rate,
  changedBy,
  changedAt,
})
