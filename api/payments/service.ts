import { ownsOrOversees, type Viewer } from '../auth/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { type Day, daysBetween, utcDay } from '../lib/day.ts'
import { keyOf } from '../lib/letter-case.ts'
import { pageOfList } from '../lib/listing.ts'
import { type Cents, centsOf, difference } from '../lib/money.ts'
import type { Page, PageArgs } from '../lib/page.ts'
import type { Happened, PolicySold, PolicyTerminated } from '../policies/events.ts'
import { type AccountOwner, balanceOn, expectedPremium, overdueSince, type PolicyAccount, refund } from './account.ts'
import * as store from './store.ts'

/** An account on which something is owed. */
export type OverdueAccount = {
  account: PolicyAccount
  owed: Cents
  since: Day
  /** From `since` to today. */
  days: number
}

export type OverduePage = Page<OverdueAccount> & { totalCount(): Promise<number> }

/** What accounts are made of. */
type Sale = Pick<PolicySold, 'policyNumber' | 'agentLogin' | 'premium' | 'policyFrom'> & { holder: AccountOwner }
type Termination = Pick<PolicyTerminated, 'policyNumber' | 'refund' | 'terminatedOn'> & { holder: AccountOwner }

export type Payments = {
  /** Opens the account of a policy that was sold, by whomever, in the transaction that takes the event in. */
  openAccount(tx: Tx, sale: Happened<Sale>): Promise<void>
  /**
   * Closes the account of a policy that was terminated. The events come by two queues: a termination that is here first
   * opens a closed account, to which the sale adds what it knows.
   */
  closeAccount(tx: Tx, termination: Happened<Termination>): Promise<void>
  /** Null for the account of a policy that is unknown or somebody else's. */
  account(viewer: Viewer, policyNumber: string): Promise<PolicyAccount | null>
  /** In the order of the policies, which the viewer is known to be allowed to see; null while a sale is on its way here. */
  accountsOf(policyNumbers: readonly string[]): Promise<(PolicyAccount | null)[]>
  /** On this day, by default today. */
  balance(account: PolicyAccount, on: Day | null): Cents
  /** Of the viewer's policies, for others than agents of all; those that have owed the longest come first. */
  overdueAccounts(viewer: Viewer, args: PageArgs): Promise<OverduePage>
}

export function createPayments({ db, now, newId }: { db: Db; now: () => Date; newId: () => string }): Payments {
  const today = () => utcDay(now())

  return {
    openAccount: async (tx, { event, at }) => {
      const { policyNumber, agentLogin, holder, premium, policyFrom } = event
      const owner = { firstName: holder.firstName, lastName: holder.lastName }
      const expected = expectedPremium({ premium, dueOn: policyFrom ?? utcDay(at) }, now())
      const opened: PolicyAccount = {
        number: newId(),
        policyNumber,
        owner,
        agentLogin,
        status: 'ACTIVE',
        entries: [expected],
      }
      if (await store.insertAccount(tx, opened, now())) return store.insertEntry(tx, opened.number, expected)
      const account = await store.lockAccount(tx, policyNumber)
      if (!account || account.entries.some(({ kind }) => kind === 'EXPECTED')) return
      await store.updateAccount(tx, { ...account, owner, agentLogin })
      await store.insertEntry(tx, account.number, expected)
    },

    closeAccount: async (tx, { event, at }) => {
      const { policyNumber, holder } = event
      const owner = { firstName: holder.firstName, lastName: holder.lastName }
      const paidBack = refund({ refund: event.refund, on: event.terminatedOn ?? utcDay(at) }, now())
      const closed: PolicyAccount = {
        number: newId(),
        policyNumber,
        owner,
        agentLogin: null,
        status: 'TERMINATED',
        entries: [paidBack],
      }
      if (await store.insertAccount(tx, closed, now())) return store.insertEntry(tx, closed.number, paidBack)
      const account = await store.lockAccount(tx, policyNumber)
      if (!account || account.status === 'TERMINATED') return
      await store.updateAccount(tx, { ...account, status: 'TERMINATED' })
      await store.insertEntry(tx, account.number, paidBack)
    },

    account: async (viewer, policyNumber) => {
      const [account = null] = await store.accountsOf(db.sql, [policyNumber])
      return account && isTheirs(viewer, account) ? account : null
    },

    accountsOf: (policyNumbers) => store.accountsOf(db.sql, policyNumbers),

    balance: ({ entries }, on) => balanceOn(on ?? today(), entries),

    overdueAccounts: async (viewer, args) => {
      const filter = { agentLogin: viewer.role === 'AGENT' ? viewer.login : null, today: today() }
      const page = await pageOfList(args, {
        name: 'overdue',
        find: (range) => store.overdueAccounts(db.sql, filter, range),
        hasFrom: (side, position) => store.hasOverdueFrom(db.sql, filter, side === 'newer' ? 'start' : 'end', position),
        positionOf: store.positionOf,
      })
      const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: overdueOn(filter.today, node) }))
      return { ...page, edges, totalCount: () => store.countOverdue(db.sql, filter) }
    },
  }
}

function overdueOn(today: Day, account: PolicyAccount): OverdueAccount {
  const since = overdueSince(today, account) ?? today
  return {
    account,
    owed: difference(centsOf(0), balanceOn(today, account.entries)),
    since,
    days: daysBetween(since, today),
  }
}

/** Logins are the same in any case. */
function isTheirs(viewer: Viewer, { agentLogin }: PolicyAccount): boolean {
  return ownsOrOversees({ ...viewer, login: keyOf(viewer.login) }, agentLogin && keyOf(agentLogin))
}
