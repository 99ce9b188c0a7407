import type { RecordAudit } from '../audit/audit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import { DomainError, type FieldError, InvalidInput, throwIfInvalid } from '../lib/errors.ts'
import { decodeIdCursor, encodeIdCursor } from '../lib/id-cursor.ts'
import { type Cents, formatMoney } from '../lib/money.ts'
import { type Page, pageSize } from '../lib/page.ts'
import { readUuid } from '../lib/uuid.ts'
import type { PolicyAccount } from './account.ts'
import type { Booking } from './booking-service.ts'
import { readAmount } from './statement.ts'
import { lockBooking } from './statement-store.ts'
import { accountsOf } from './store.ts'
import * as store from './unmatched-store.ts'

/**
 * `policyNumber` may also be the number of the account. Amount and day need not be given where the line has them, and
 * count where they are.
 */
export type AssignInput = {
  id: string
  policyNumber: string
  amount?: string | null
  accountingDate?: Day | null
}

export type UnmatchedPage = Page<store.UnmatchedLine> & { totalCount(): Promise<number> }

export type UnmatchedPayments = {
  /** Lines that were not booked, in the order in which they were read. Throws INVALID_INPUT. */
  unmatchedBankLines(args: {
    importId?: string | null
    first?: number | null
    after?: string | null
  }): Promise<UnmatchedPage>
  /** Books a line to an account. Throws UNKNOWN_BANK_LINE, UNKNOWN_ACCOUNT or INVALID_INPUT. */
  assignUnmatchedPayment(viewer: Viewer, input: AssignInput): Promise<PolicyAccount>
  /** Takes a line that is no payment for a policy from the list. Throws UNKNOWN_BANK_LINE. */
  dismissUnmatchedPayment(viewer: Viewer, id: string): Promise<{ id: string }>
}

export function createUnmatchedPayments(deps: {
  db: Db
  booking: Booking
  record: RecordAudit
  now: () => Date
}): UnmatchedPayments {
  const { db, booking, record, now } = deps

  const lock = async (tx: Tx, id: string): Promise<store.UnmatchedLine> => {
    const line = /^\d{1,15}$/.test(id) ? await store.lockUnmatched(tx, Number(id)) : null
    if (!line) throw unknownLine()
    return line
  }

  return {
    unmatchedBankLines: async ({ importId = null, first, after }) => {
      const { size } = pageSize({ first }, 'first')
      const from = after == null ? 0 : decodeIdCursor('unmatched', after)
      const key = importId === null ? null : readUuid(importId)
      const isUnknown = importId !== null && key === null
      const found = isUnknown ? [] : await store.unmatchedLines(db.sql, key, from, size + 1)
      return {
        edges: found.slice(0, size).map((node) => ({ cursor: encodeIdCursor('unmatched', node.id), node })),
        hasNextPage: found.length > size,
        hasPreviousPage: after != null,
        totalCount: async () => (isUnknown ? 0 : store.countUnmatched(db.sql, key)),
      }
    },

    assignUnmatchedPayment: async (viewer, input) => {
      const assigned = await db.transaction(async (tx) => {
        await lockBooking(tx)
        const line = await lock(tx, input.id)
        const { amount, effectiveOn } = paymentOf(line, input)
        const byHand = { account: input.policyNumber.trim(), amount, effectiveOn }
        const booked = await booking.bookByHand(tx, line, byHand)
        if (booked === 'ALREADY_BOOKED') return null
        const [account] = booked === 'UNKNOWN_ACCOUNT' ? [] : await accountsOf(tx, [booked.policyNumber])
        if (!account)
          throw new DomainError(
            'UNKNOWN_ACCOUNT',
            `There is no account of a policy ${JSON.stringify(input.policyNumber.slice(0, 40))}.`,
          )
        const detail = `${formatMoney(amount)} EUR, ${placeOf(line)}`
        await record(tx, { action: 'PAYMENT_ASSIGNED', actor: viewer.login, subject: account.policyNumber, detail })
        return account
      })
      // Only now, so that the line is off the list.
      if (!assigned) throw unknownLine()
      return assigned
    },

    dismissUnmatchedPayment: async (viewer, id) =>
      db.transaction(async (tx) => {
        const line = await lock(tx, id)
        await store.dismissUnmatched(tx, line.id, now())
        await record(tx, { action: 'PAYMENT_DISMISSED', actor: viewer.login, subject: id, detail: placeOf(line) })
        return { id }
      }),
  }
}

const unknownLine = () => new DomainError('UNKNOWN_BANK_LINE', 'This line is not among those that were not booked.')

const placeOf = ({ line, fileName }: store.UnmatchedLine) => `line ${line} of ${fileName}`

/** Amount and day as they are given by hand, else as the line has them. */
function paymentOf(line: store.UnmatchedLine, input: AssignInput): { amount: Cents; effectiveOn: Day } {
  const wrong: FieldError[] = []
  const amount = input.amount == null ? line.amount : readAmount(input.amount)
  const effectiveOn = input.accountingDate ?? line.accountingDate
  if (amount === null || amount <= 0)
    wrong.push({ path: 'amount', message: 'Must be given in whole cents, more than 0 and at most 1000000000.00.' })
  if (effectiveOn === null)
    wrong.push({ path: 'accountingDate', message: 'Must be given: the line has no day that can be read.' })
  throwIfInvalid(wrong)
  if (amount === null || effectiveOn === null) throw new InvalidInput(wrong)
  return { amount, effectiveOn }
}
