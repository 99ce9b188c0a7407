import { randomUUID } from 'node:crypto'
import { createAudit } from '../audit/service.ts'
import { testDatabase } from '../db/testing.ts'
import { type Day, dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import { createOutbox } from '../messaging/outbox.ts'
import { createPaying } from '../paying.ts'
import type { PolicySold, PolicyTerminated } from '../policies/events.ts'
import { wireNumbersOf } from '../policies/number-store.ts'

/** The real services of payments over a database of their own. The clock stands at 20 May 2026, 10:00. */
export async function openCashDesk() {
  const { db, drop } = await testDatabase()
  const at = new Date('2026-05-20T10:00:00.000Z')
  const now = () => at
  const { record } = createAudit({ db, now, onLost: () => {} })
  const paying = createPaying({
    db,
    outbox: createOutbox({ onCommit: () => {} }),
    record,
    wireNumbers: wireNumbersOf,
    now,
    newId: randomUUID,
  })
  const { payments } = paying
  return {
    ...paying,
    db,
    sells: (sale: Partial<PolicySold> = {}) =>
      db.transaction((tx) => payments.openAccount(tx, { event: aSale(sale), at })),
    terminates: (termination: Partial<PolicyTerminated> = {}) =>
      db.transaction((tx) => payments.closeAccount(tx, { event: aTermination(termination), at })),
    /** The number of the account of a policy. */
    numberOf: async (policyNumber = 'P-1') => (await payments.accountsOf([policyNumber]))[0]?.number ?? '',
    /** The entries of the account of a policy, as `IN 10.00 2026-05-01`. */
    entriesOf: async (policyNumber = 'P-1') => {
      const [account] = await payments.accountsOf([policyNumber])
      return account?.entries.map(({ kind, amount, effectiveOn }) => `${kind} ${amount / 100} ${effectiveOn}`)
    },
    /** The bodies of the events that have not left yet. */
    events: async () => {
      const rows = await db.sql<{ body: string }[]>`select body from outbox order by id`
      return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    },
    clear: () => db.sql`truncate policy_account, account_entry, bank_import, unmatched_bank_line, outbox, audit_entry`,
    close: drop,
  }
}

const holder = { firstName: 'Jan', lastName: 'Żak', taxId: null }

/** Policy P-1 of jimmy's, 72.00 due on 1 May. */
export const aSale = (sale: Partial<PolicySold> = {}): PolicySold => ({
  kind: 'PolicySold',
  policyNumber: 'P-1',
  productCode: 'TRI',
  policyFrom: dayOf('2026-05-01'),
  policyTo: dayOf('2026-05-11'),
  holder,
  premium: centsOf(7_200),
  agentLogin: 'jimmy.solid',
  ...sale,
})

export const aTermination = (termination: Partial<PolicyTerminated> = {}): PolicyTerminated => ({
  kind: 'PolicyTerminated',
  policyNumber: 'P-1',
  productCode: 'TRI',
  policyFrom: dayOf('2026-05-01'),
  terminatedOn: dayOf('2026-05-04'),
  holder,
  premiumKept: centsOf(2_160),
  refund: centsOf(5_040),
  ...termination,
})

/** A bank statement with these lines, each of which names an account and an amount. */
export const aStatement = (
  ...lines: { account: string; amount: string; on?: string | Day; title?: string }[]
): string => ['id,title,accounting date,account,amount', ...lines.map(lineOf)].join('\n').concat('\n')

const lineOf = (
  {
    account,
    amount,
    on = '2026-05-10',
    title = 'premium',
  }: { account: string; amount: string; on?: string; title?: string },
  at: number,
) => `${at + 1},${title},${on},${account},${amount}`
