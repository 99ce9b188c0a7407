import type { DbClient, Fragment, Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import { keyOf } from '../lib/letter-case.ts'
import type { ListPosition, Range } from '../lib/listing.ts'
import type { AccountEntry, PolicyAccount } from './account.ts'

type AccountRow = Omit<PolicyAccount, 'owner' | 'entries'> & {
  ownerFirstName: string | null
  ownerLastName: string | null
}

const columns = (sql: DbClient): Fragment => sql`
  policy_account.number, policy_number, owner_first_name, owner_last_name, agent_login, status`

/** False, and nothing is written, where the policy has an account already. */
export async function insertAccount(tx: DbClient, account: PolicyAccount, openedAt: Date): Promise<boolean> {
  const { number, policyNumber, owner, agentLogin, status } = account
  const { count } = await tx`
    insert into policy_account ${tx({
      number,
      policyNumber,
      policyKey: keyOf(policyNumber),
      ownerFirstName: owner.firstName,
      ownerLastName: owner.lastName,
      agentLogin,
      agentKey: agentLogin && keyOf(agentLogin),
      status,
      openedAt,
    })}
    on conflict (policy_key) do nothing`
  return count > 0
}

/** Nobody else changes the account of the policy before the transaction ends; payments may still be booked to it. */
export async function lockAccount(tx: Tx, policyNumber: string): Promise<PolicyAccount | null> {
  const [row] = await tx<AccountRow[]>`
    select ${columns(tx)} from policy_account where policy_key = ${keyOf(policyNumber)} for no key update`
  return row ? ((await withEntries(tx, [row]))[0] ?? null) : null
}

export async function updateAccount(
  tx: DbClient,
  { number, owner, agentLogin, status }: Omit<PolicyAccount, 'policyNumber' | 'entries'>,
): Promise<void> {
  await tx`
    update policy_account
    set owner_first_name = ${owner.firstName}, owner_last_name = ${owner.lastName}, agent_login = ${agentLogin},
        agent_key = ${agentLogin && keyOf(agentLogin)}, status = ${status}
    where number = ${number}`
}

export async function insertEntry(tx: DbClient, account: string, entry: AccountEntry): Promise<void> {
  await tx`insert into account_entry ${tx({ account, ...entry })}`
}

/** In the order of the policy numbers, null where there is none. */
export async function accountsOf(sql: DbClient, policyNumbers: readonly string[]): Promise<(PolicyAccount | null)[]> {
  const keys = policyNumbers.map(keyOf)
  const rows = await sql<AccountRow[]>`
    select ${columns(sql)} from policy_account where policy_key = any(${keys}::text[])`
  const found = new Map((await withEntries(sql, rows)).map((account) => [keyOf(account.policyNumber), account]))
  return keys.map((key) => found.get(key) ?? null)
}

/** Whose accounts; null means everybody's. */
export type OverdueFilter = { agentLogin: string | null; today: Day }

/** The accounts on which something is owed, those that have owed it the longest first. */
export async function overdueAccounts(
  sql: DbClient,
  filter: OverdueFilter,
  { after, before, end, limit }: Range,
): Promise<PolicyAccount[]> {
  const order = end === 'first' ? sql`order by due_on, number` : sql`order by due_on desc, number desc`
  const rows = await sql<AccountRow[]>`
    select ${columns(sql)} from (${overdue(sql, filter)}) as policy_account
    where true
      ${after ? sql`and (due_on, number) > (${dayOfPosition(after)}, ${after.id}::uuid)` : sql``}
      ${before ? sql`and (due_on, number) < (${dayOfPosition(before)}, ${before.id}::uuid)` : sql``}
    ${order} limit ${limit}`
  const accounts = await withEntries(sql, rows)
  return end === 'first' ? accounts : accounts.reverse()
}

/** Whether the list of overdue accounts has any at the position or on that side of it. */
export async function hasOverdueFrom(
  sql: DbClient,
  filter: OverdueFilter,
  side: 'start' | 'end',
  position: ListPosition,
): Promise<boolean> {
  const key = sql`(${dayOfPosition(position)}, ${position.id}::uuid)`
  const [row] = await sql<{ has: boolean }[]>`
    select exists (
      select from (${overdue(sql, filter)}) as listed
      where ${side === 'start' ? sql`(due_on, number) <= ${key}` : sql`(due_on, number) >= ${key}`}
    ) as has`
  return row?.has ?? false
}

/** How many accounts are overdue. */
export async function countOverdue(sql: DbClient, filter: OverdueFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) from (${overdue(sql, filter)}) as listed`
  return row?.count ?? 0
}

/** The day by which the list is sorted, as a moment, which positions in lists are made of. */
export const positionOf = ({ number, entries }: PolicyAccount): ListPosition => ({
  at: new Date(dueOn(entries)),
  id: number,
})

const dayOfPosition = ({ at }: ListPosition) => at.toISOString().slice(0, 10)

// Positions have no moments before 1970, so the list is not sorted by what was due before it.
const epoch = '1970-01-01'

function dueOn(entries: readonly AccountEntry[]): string {
  const due = entries.find(({ kind }) => kind === 'EXPECTED')?.effectiveOn ?? epoch
  return due < epoch ? epoch : due
}

function overdue(sql: DbClient, { agentLogin, today }: OverdueFilter): Fragment {
  return sql`
    select policy_account.*,
      greatest(coalesce(min(effective_on) filter (where kind = 'EXPECTED'), ${epoch}), ${epoch}) as due_on
    from policy_account join account_entry on account = number
    where status = 'ACTIVE' and effective_on <= ${today}
      ${agentLogin === null ? sql`` : sql`and (agent_key = ${keyOf(agentLogin)} or agent_login = ${agentLogin})`}
    group by number
    having sum(case kind when 'IN' then amount else -amount end) < 0`
}

/** The accounts of the rows, in their order, each with its entries by their days. */
async function withEntries(sql: DbClient, rows: readonly AccountRow[]): Promise<PolicyAccount[]> {
  const numbers = rows.map(({ number }) => number)
  const entries = await sql<(AccountEntry & { account: string })[]>`
    select account, kind, amount, effective_on, created_at from account_entry
    where account = any(${numbers}::uuid[]) order by effective_on, id`
  const byAccount = Map.groupBy(entries, ({ account }) => account)
  return rows.map(({ ownerFirstName, ownerLastName, ...row }) => ({
    ...row,
    owner: { firstName: ownerFirstName, lastName: ownerLastName },
    entries: (byAccount.get(row.number) ?? []).map(({ account, ...entry }) => entry),
  }))
}
