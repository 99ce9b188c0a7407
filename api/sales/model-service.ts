import { createHash } from 'node:crypto'
import type { Db, Tx } from '../db/db.ts'
import { type Draft, type Entry, readHistory } from '../feed/log.ts'
import { dayOf } from '../lib/day.ts'
import type { PolicySold, PolicyTerminated } from '../policies/events.ts'
import { policiesNotTold, terminationsNotTold } from './missing-store.ts'
import { agentKey, productKey } from './report.ts'
import * as store from './store.ts'
import { type SaleEntry, topic } from './topic.ts'

/**
 * The read model of sales: what events said of each policy (table `sale`), and the sums that reports are read from (table
 * `sales_total`), which are folded from that. Events may come in any order, and again.
 */
export type SalesModel = {
  /** Takes in that a policy was sold, in the transaction that takes the event in. */
  sold(tx: Tx, happened: { event: PolicySold; at: Date }): Promise<void>
  /** The same for many at once. */
  allSold(tx: Tx, happened: readonly { event: PolicySold; at: Date }[]): Promise<void>
  /** The same for a termination. One that comes before its sale counts as soon as the sale does. */
  terminated(tx: Tx, happened: { event: PolicyTerminated; at: Date }): Promise<void>
  /** Takes in the policies sold here whose events, of the sale or of the termination, have not come. Answers how many. */
  takeInPolicies(): Promise<number>
  /**
   * Takes in what is missing of the policies sold here, and folds all sums anew, while events go on to be taken in.
   * Readers see the old sums until the new ones are there as a whole.
   */
  rebuild(): Promise<{ sales: number; missing: number }>
}

export function createSalesModel(deps: {
  db: Db
  now: () => Date
  append(tx: Tx, topic: string, drafts: Draft<SaleEntry>[]): Promise<Entry<SaleEntry>[]>
}): SalesModel {
  const { db, now, append } = deps

  /** Locks the topic until the transaction ends, so that what follows is done in the order of the entries. */
  const appendChanges = async (tx: Tx, kind: string, sales: readonly store.Sale[]): Promise<number> => {
    const drafts = sales.map(({ productCode, agent, soldOn, coverFrom }) => {
      return { kind, body: { sale: { productCode, agent, soldOn, coverFrom } }, audience: null, at: now() }
    })
    const [first] = await append(tx, topic, drafts)
    if (!first) throw new Error('Nothing was appended')
    return first.seq
  }

  const takeIn = async (tx: Tx, sales: readonly store.Sale[]): Promise<number> => {
    const keys = await store.insertSales(tx, sales)
    if (keys.length === 0) return 0
    const fresh = sales.filter(({ policyKey }) => keys.includes(policyKey))
    const first = await appendChanges(tx, 'Sold', fresh)
    const last = first - 1 + keys.length
    // One after the other on the transaction's connection, without a round trip in between.
    await Promise.all([store.setSoldSeqs(tx, keys, first), store.addToTotals(tx, first - 1, last)])
    return keys.length
  }

  const terminate = async (tx: Tx, termination: store.Termination): Promise<void> => {
    const sale = await store.insertTermination(tx, termination)
    if (!sale) return
    const seq = await appendChanges(tx, 'Terminated', [sale])
    await Promise.all([store.setTerminatedSeq(tx, sale.policyKey, seq), store.addToTotals(tx, seq - 1, seq)])
  }

  const allSold: SalesModel['allSold'] = async (tx, happened) => {
    await takeIn(
      tx,
      happened.map(({ event: { agentLogin: agent, policyFrom: coverFrom, ...told }, at }) =>
        saleOf({ ...told, agent, coverFrom, soldAt: at }),
      ),
    )
  }

  const takeInSome = async (tx: Tx): Promise<number> => {
    const policies = await policiesNotTold(tx, atOnce)
    // A termination first: the sale is then taken in with it.
    for (const { policyNumber, terminatedAt, terminatedOn } of policies)
      if (terminatedAt)
        await terminate(tx, { policyKey: keyOf(policyNumber), policyNumber, terminatedAt, terminatedOn })
    return takeIn(tx, policies.map(saleOf))
  }

  /** Each in a transaction of its own: consumers lock the row of a sale first and the topic then, so no second row may follow. */
  const takeInTerminations = async (): Promise<number> => {
    for (let taken = 0; ; ) {
      const some = await terminationsNotTold(db.sql, atOnce)
      for (const { policyNumber, ...ended } of some)
        await db.transaction((tx) => terminate(tx, { policyKey: keyOf(policyNumber), policyNumber, ...ended }))
      taken += some.length
      if (some.length === 0) return taken
    }
  }

  const takeInPolicies = async (): Promise<number> => {
    for (let taken = 0; ; ) {
      const some = await db.transaction(takeInSome)
      taken += some
      if (some === 0) return taken + (await takeInTerminations())
    }
  }

  return {
    sold: (tx, happened) => allSold(tx, [happened]),
    allSold,

    terminated: (tx, { event: { policyNumber, terminatedOn }, at }) =>
      terminate(tx, { policyKey: keyOf(policyNumber), policyNumber, terminatedAt: at, terminatedOn }),

    takeInPolicies,

    rebuild: async () => {
      const missing = await takeInPolicies()
      await db.transaction(async (tx) => {
        const generation = (await store.lockModel(tx)) + 1
        // The long part: what is there now, while events go on to be added to the sums that are read.
        const { head } = await readHistory(tx, topic)
        await store.addToTotals(tx, 0, head, generation)
        const [entry] = await append(tx, topic, [{ kind: 'Rebuilt', body: { sale: null }, audience: null, at: now() }])
        if (!entry) throw new Error('Nothing was appended')
        await store.addToTotals(tx, head, entry.seq, generation)
        await store.setGeneration(tx, generation)
      })
      await store.deleteOldTotals(db.sql)
      return { sales: await store.countSales(db.sql), missing }
    },
  }
}

/** Policies that are taken in in one transaction: consumers wait for it. */
const atOnce = 1_000

/** The longest number that is compared as it is: an index of Postgres takes no text of any length. */
const longestNumber = 500

/** Policy numbers are the same in any case. */
function keyOf(policyNumber: string): string {
  const key = policyNumber.toLowerCase()
  return key.length <= longestNumber ? key : createHash('sha256').update(key).digest('base64url')
}

/** A sale as it is counted. One without a start of cover has the day on which it was sold in its place. */
function saleOf(
  sold: Pick<store.Sale, 'policyNumber' | 'productCode' | 'soldAt' | 'premium'> & {
    agent: string | null
    coverFrom: store.Sale['coverFrom'] | null
  },
): store.Sale {
  const { policyNumber, soldAt, premium } = sold
  const soldOn = dayOf(soldAt.toISOString().slice(0, 10))
  return {
    policyKey: keyOf(policyNumber),
    policyNumber,
    productCode: productKey(sold.productCode),
    agent: agentKey(sold.agent),
    soldAt,
    soldOn,
    coverFrom: sold.coverFrom ?? soldOn,
    premium,
  }
}
