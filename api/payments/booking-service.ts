import { createHash } from 'node:crypto'
import type { Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import { keyOf } from '../lib/letter-case.ts'
import type { Cents } from '../lib/money.ts'
import { readUuid } from '../lib/uuid.ts'
import type { Outbox } from '../messaging/outbox.ts'
import { paymentReceived } from './events.ts'
import type { StatementLine, UnmatchedReason } from './statement.ts'
import * as store from './statement-store.ts'
import { deleteUnmatched, insertUnmatched, type UnmatchedLine } from './unmatched-store.ts'

export type Unmatched = { line: number; reason: UnmatchedReason }
export type Booked = { booked: number; alreadyBooked: number; unmatched: Unmatched[] }

/** What an administrator says of a line: `account` is the number of a policy or of its account. */
export type ByHand = { account: string; amount: Cents; effectiveOn: Day }

export type Booking = {
  /**
   * Books lines of a bank statement to their accounts, each once however often it comes, and lists those that cannot be
   * booked. Each booking is an event.
   */
  book(tx: Tx, importId: string, lines: readonly StatementLine[]): Promise<Booked>
  /**
   * Books a listed line by hand, and takes it from the list also where it is booked already. To be called in a
   * transaction that has called `lockBooking`.
   */
  bookByHand(tx: Tx, line: UnmatchedLine, byHand: ByHand): Promise<BookedByHand>
}

/** The policy to whose account a line was booked, or why it was not. */
export type BookedByHand = { policyNumber: string } | 'UNKNOWN_ACCOUNT' | 'ALREADY_BOOKED'

export type BookingParts = { outbox: Outbox; wireNumbers: WireNumbers; now: () => Date }

/** Of some texts those that are short numbers of policies, with the numbers that events call them by. */
export type WireNumbers = (tx: Tx, texts: readonly string[]) => Promise<ReadonlyMap<string, string>>

type Payment = store.Payment & { to: store.PayableAccount }
type Listed = StatementLine & { lineHash: string; reason: UnmatchedReason }

export function createBooking({ outbox, wireNumbers, now }: BookingParts): Booking {
  /** Books what was not booked before, with an event for each; returns how many that were. None of them is listed then. */
  const pay = async (tx: Tx, payments: readonly Payment[]): Promise<number> => {
    const at = now()
    const rows = payments.map(({ to, ...payment }) => payment)
    const isNew = new Set(await store.insertPayments(tx, rows, at))
    const count = isNew.size
    await deleteUnmatched(
      tx,
      rows.map(({ lineHash }) => lineHash),
    )
    // A line that is there twice is one event.
    const events = payments.filter(({ lineHash }) => isNew.delete(lineHash))
    await Promise.all(events.map(({ to, amount }) => outbox.add(tx, paymentReceived({ ...to, amount }, at))))
    return count
  }

  /** Lists what was not booked by hand before. */
  const list = async (tx: Tx, importId: string, lines: readonly Listed[]): Promise<Listed[]> => {
    const booked = await store.bookedAmong(
      tx,
      lines.map(({ lineHash }) => lineHash),
    )
    const listed = lines.filter(({ lineHash }) => !booked.has(lineHash))
    await insertUnmatched(
      tx,
      listed.map(({ lineHash, line, text, reason, accountNumber, accountingDate, amount }) => {
        return { lineHash, importId, line, text, reason, accountNumber, accountingDate, amount }
      }),
    )
    return listed
  }

  return {
    book: async (tx, importId, lines) => {
      await store.lockBooking(tx)
      const accountOf = await findAccounts(
        tx,
        wireNumbers,
        lines.map(({ accountNumber }) => accountNumber),
      )
      const payments: Payment[] = []
      const others: Listed[] = []
      for (const line of lines) {
        const lineHash = hashOf(line)
        const to = accountOf(line.accountNumber)
        const { accountingDate: effectiveOn, amount, problem } = line
        if (problem === null && to && effectiveOn !== null && amount !== null)
          payments.push({ to, account: to.number, amount, effectiveOn, lineHash, importId, line: line.line })
        else others.push({ ...line, lineHash, reason: problem ?? 'UNKNOWN_ACCOUNT' })
      }
      const booked = await pay(tx, payments)
      const unmatched = await list(tx, importId, others)
      return {
        booked,
        alreadyBooked: lines.length - booked - unmatched.length,
        unmatched: unmatched.map(({ line, reason }) => ({ line, reason })),
      }
    },

    bookByHand: async (tx, { lineHash, importId, line }, { account, amount, effectiveOn }) => {
      const to = (await findAccounts(tx, wireNumbers, [account]))(account)
      if (!to) return 'UNKNOWN_ACCOUNT'
      const booked = await pay(tx, [{ to, account: to.number, amount, effectiveOn, lineHash, importId, line }])
      return booked === 0 ? 'ALREADY_BOOKED' : to
    },
  }
}

/** By its own number, as the bank writes it, or else by that of its policy, as old files have it, or by the short one; in any case. */
async function findAccounts(
  tx: Tx,
  wireNumbers: WireNumbers,
  numbers: readonly string[],
): Promise<(number: string) => store.PayableAccount | undefined> {
  const long = await wireNumbers(tx, numbers)
  const keys = [...new Set([...numbers, ...long.values()].map(keyOf))].filter((key) => key !== '')
  const uuids = keys.filter((key) => readUuid(key) !== null)
  const found = keys.length === 0 ? [] : await store.payableAccounts(tx, uuids, keys)
  const byNumber = new Map(found.map((account) => [account.number, account]))
  const byPolicy = new Map(found.map((account) => [account.policyKey, account]))
  return (number) =>
    byNumber.get(keyOf(number)) ?? byPolicy.get(keyOf(number)) ?? byPolicy.get(keyOf(long.get(number) ?? ''))
}

function hashOf({ identity }: StatementLine): string {
  return createHash('sha256').update(identity).digest('base64url')
}
