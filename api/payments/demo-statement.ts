import { setTimeout as sleep } from 'node:timers/promises'
import type { Viewer } from '../auth/viewer.ts'
import { type Day, utcDay } from '../lib/day.ts'
import type { PolicyAccount } from './account.ts'
import type { Payments } from './service.ts'
import type { StatementImports } from './statement-service.ts'

/** Milliseconds that the news of the sales may take to open the accounts. */
const timeout = 10_000

type Sold = { number: string; agreed: { coverFrom: Day; totalPremium: number } }

/**
 * Imports a bank statement in which the policies are paid whose cover has not begun; the others are overdue. It has a
 * payment that belongs to no policy, too.
 */
export async function seedStatement(
  { payments, statements }: { payments: Payments; statements: StatementImports },
  admin: Viewer,
  sold: readonly Sold[],
  now: () => Date,
): Promise<void> {
  const today = utcDay(now())
  const paid = sold.filter(({ agreed }) => agreed.coverFrom > today)
  const accounts = await openedAccounts(payments, paid)
  const lines = accounts.map(
    ({ number, policyNumber }, at) =>
      `${at + 1},premium ${policyNumber},${today},${number},${premiumOf(paid, policyNumber)}`,
  )
  const stray = `${lines.length + 1},thank you,${today},PL61109010140000071219812874,25.00`
  const content = ['id,title,accounting date,account,amount', ...lines, stray, ''].join('\n')
  await statements.importBankStatement(admin, { fileName: `bankStatements_${today}.csv`, content })
}

function premiumOf(sold: readonly Sold[], policyNumber: string): string {
  const premium = sold.find(({ number }) => number === policyNumber)?.agreed.totalPremium ?? 0
  return (premium / 100).toFixed(2)
}

/** Those that are open in time. */
async function openedAccounts(payments: Payments, sold: readonly Sold[]): Promise<PolicyAccount[]> {
  const deadline = Date.now() + timeout
  for (;;) {
    const found = await payments.accountsOf(sold.map(({ number }) => number))
    const open = found.filter((account) => account !== null)
    if (open.length === sold.length || Date.now() > deadline) return open
    await sleep(20)
  }
}
