import type { RecordAudit } from '../audit/audit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { type Day, dayOf } from '../lib/day.ts'
import { DomainError, InvalidInput } from '../lib/errors.ts'
import { keyOf } from '../lib/letter-case.ts'
import { pageOfList } from '../lib/listing.ts'
import type { Page, PageArgs } from '../lib/page.ts'
import { type Commission, formatPercent, parsePercent } from './commission.ts'
import * as rates from './rate-store.ts'
import * as store from './store.ts'

/** `agent` null is the viewer for agents and everybody for others; `month` is any day of it, in UTC. */
export type CommissionArgs = { agent?: string | null; month?: Day | null }
export type CommissionPage = Page<Commission> & { total(): Promise<store.CommissionTotal> }
export type CommissionMonth = store.CommissionTotal & { month: Day }
export type AgentCommission = store.CommissionTotal & { agentLogin: string }

export type Commissions = {
  /** The newest first. Throws FORBIDDEN for an agent who asks for another's, or INVALID_INPUT. */
  commissions(viewer: Viewer, args: CommissionArgs & PageArgs): Promise<CommissionPage>
  /** The newest first, at most ten years of them. Throws FORBIDDEN like `commissions`. */
  months(viewer: Viewer, args: Pick<CommissionArgs, 'agent'>): Promise<CommissionMonth[]>
  /** Of every agent who has any, those who have earned most first. */
  byAgent(args: Pick<CommissionArgs, 'month'>): Promise<AgentCommission[]>
  /** In the order of the policies, which the viewer is known to be allowed to see. */
  ofPolicies(policyNumbers: readonly string[]): Promise<Commission[][]>
  rates(): Promise<rates.CommissionRate[]>
  /** For what is sold from now on. Throws INVALID_INPUT. */
  setRate(viewer: Viewer, input: { productCode: string; percent: string }): Promise<rates.CommissionRate>
}

const longestListOfMonths = 120

export function createCommissions(deps: { db: Db; now: () => Date; record: RecordAudit }): Commissions {
  const { db, now, record } = deps

  return {
    commissions: async (viewer, { agent, month, ...args }) => {
      const filter = { agentLogin: whose(viewer, agent), during: month == null ? null : monthOf(month) }
      const page = await pageOfList(args, {
        name: 'commissions',
        find: (range) => store.commissions(db.sql, filter, range),
        hasFrom: (side, position) => store.hasFrom(db.sql, filter, side, position),
        positionOf: (commission) => commission,
      })
      return { ...page, total: () => store.total(db.sql, filter) }
    },

    months: (viewer, { agent }) =>
      store.byMonth(db.sql, { agentLogin: whose(viewer, agent), during: null }, longestListOfMonths),

    byAgent: ({ month }) => store.byAgent(db.sql, { agentLogin: null, during: month == null ? null : monthOf(month) }),

    ofPolicies: async (policyNumbers) => {
      const found = Map.groupBy(await store.ofPolicies(db.sql, policyNumbers), ({ policyNumber }) =>
        keyOf(policyNumber),
      )
      return policyNumbers.map((number) => found.get(keyOf(number)) ?? [])
    },

    rates: () => rates.allRates(db.sql),

    setRate: (viewer, { productCode, percent }) =>
      db.transaction(async (tx) => {
        const rate = parsePercent(percent)
        if (rate === null)
          throw new InvalidInput([{ path: 'percent', message: 'Must be from 0 to 100, with at most two decimals.' }])
        const known = (await rates.allRates(tx)).find((each) => keyOf(each.productCode) === keyOf(productCode))
        if (!known) throw new InvalidInput([{ path: 'productCode', message: 'Must be the code of a product.' }])
        const changed = { productCode: known.productCode, rate, changedBy: viewer.login, changedAt: now() }
        await rates.saveRate(tx, changed)
        const detail = `${formatPercent(known.rate)} % to ${formatPercent(rate)} %`
        await record(tx, { action: 'COMMISSION_RATE_CHANGED', actor: viewer.login, subject: known.productCode, detail })
        return changed
      }),
  }
}

/** Logins are the same in any case. */
function whose(viewer: Viewer, agent: string | null | undefined): string | null {
  if (viewer.role !== 'AGENT') return agent ?? null
  if (agent != null && keyOf(agent) !== keyOf(viewer.login))
    throw new DomainError('FORBIDDEN', 'Agents see their own commissions.')
  return viewer.login
}

function monthOf(day: Day): { from: Date; to: Date } {
  const from = new Date(dayOf(`${day.slice(0, 7)}-01`))
  const to = new Date(from)
  to.setUTCMonth(to.getUTCMonth() + 1)
  return { from, to }
}
