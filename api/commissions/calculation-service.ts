import type { Db, Tx } from '../db/db.ts'
import type { Cents } from '../lib/money.ts'
import type { Outbox } from '../messaging/outbox.ts'
import type { Happened, PolicySold, PolicyTerminated } from '../policies/events.ts'
import * as store from './calculation-store.ts'
import { earned, takenBack } from './commission.ts'
import { commissionCalculated } from './events.ts'
import { rateOfProduct } from './rate-store.ts'

/** What commissions are made of. */
type Sale = Pick<PolicySold, 'policyNumber' | 'productCode' | 'agentLogin' | 'premium'>
type Termination = Pick<PolicyTerminated, 'policyNumber' | 'productCode' | 'refund'>

export type CommissionCalculation = {
  /**
   * Gives the agent of a sale its commission, at the rate that the product has now, in the transaction that takes the
   * event in. Once for each policy; nothing where the sale names nobody.
   */
  sold(tx: Tx, sale: Happened<Sale>): Promise<void>
  /**
   * Takes back the share of what is paid back. The events come by two queues: a termination that is here first waits
   * for the sale, which then does both.
   */
  terminated(tx: Tx, termination: Happened<Termination>): Promise<void>
  /**
   * Takes in the policies that were sold or terminated here by a process of the version before, which may tell it when
   * nobody has a queue for commissions yet. May run beside other processes and the events, which change nothing then.
   */
  complete(): Promise<void>
}

export function createCommissionCalculation(deps: {
  db: Db
  outbox: Outbox
  now: () => Date
  newId: () => string
}): CommissionCalculation {
  const { db, outbox, now, newId } = deps

  /** Keeps the entry and tells the agent of it. */
  const give = async (tx: Tx, entry: store.Entry): Promise<void> => {
    await store.saveEntry(tx, entry)
    const { policyNumber, agentLogin, amount } = entry
    if (agentLogin !== null && amount) {
      await outbox.add(tx, commissionCalculated({ policyNumber, agentLogin, amount }, now()))
    }
  }

  /** What the termination takes back of what the sale has earned. */
  const settle = (tx: Tx, sale: store.Entry, termination: store.Entry): Promise<void> => {
    const { agentLogin, rate, base } = sale
    const amount = agentLogin === null || rate === null ? null : takenBack(termination.base, base, rate)
    return give(tx, { ...termination, agentLogin, rate, amount })
  }

  const sold: CommissionCalculation['sold'] = async (tx, { event, at }) => {
    const { policyNumber, productCode, agentLogin, premium } = event
    await store.lockPolicy(tx, policyNumber)
    if (await store.entryOf(tx, policyNumber, 'SALE')) return
    const rate = await rateOfProduct(tx, productCode)
    const amount: Cents | null = agentLogin === null ? null : earned(premium, rate)
    const sale: store.Entry = {
      id: newId(),
      kind: 'SALE',
      policyNumber,
      productCode,
      agentLogin,
      base: premium,
      rate,
      amount,
      at,
    }
    await give(tx, sale)
    const termination = await store.entryOf(tx, policyNumber, 'TERMINATION')
    if (termination) await settle(tx, sale, termination)
  }

  const terminated: CommissionCalculation['terminated'] = async (tx, { event, at }) => {
    const { policyNumber, productCode, refund: base } = event
    await store.lockPolicy(tx, policyNumber)
    if (await store.entryOf(tx, policyNumber, 'TERMINATION')) return
    const unsettled = { agentLogin: null, rate: null, amount: null }
    const termination: store.Entry = {
      id: newId(),
      kind: 'TERMINATION',
      policyNumber,
      productCode,
      base,
      at,
      ...unsettled,
    }
    const sale = await store.entryOf(tx, policyNumber, 'SALE')
    if (sale) await settle(tx, sale, termination)
    else await store.saveEntry(tx, termination)
  }

  return {
    sold,
    terminated,
    complete: async () => {
      for (const policy of await store.policiesToComplete(db.sql)) {
        await db.transaction(async (tx) => {
          const { refund, terminatedAt } = policy
          await sold(tx, { event: policy, at: policy.soldAt })
          if (terminatedAt !== null && refund !== null)
            await terminated(tx, { event: { ...policy, refund }, at: terminatedAt })
        })
      }
    },
  }
}
