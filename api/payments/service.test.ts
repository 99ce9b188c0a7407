import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrate, migrationsDirectory } from '../db/migrate.ts'
import { emptyDatabase } from '../db/testing.ts'
import { dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import { admin, danny, jimmy } from '../policies/testing.ts'
import { completeAccounts } from './completion-service.ts'
import { createPayments } from './service.ts'
import { accountsOf } from './store.ts'
import { openCashDesk } from './testing.ts'

let desk: Awaited<ReturnType<typeof openCashDesk>>
beforeAll(async () => {
  desk = await openCashDesk()
})
beforeEach(async () => {
  await desk.clear()
})
afterAll(() => desk.close())

describe('the account of a policy', () => {
  test('MUST be opened by the sale, with the premium due on the first day of the cover, once', async () => {
    await desk.sells()
    await desk.sells({ policyNumber: 'p-1', premium: centsOf(1) })
    expect(await desk.entriesOf()).toEqual(['EXPECTED 72 2026-05-01'])
    expect(await desk.payments.account(jimmy, 'P-1')).toMatchObject({
      number: expect.stringMatching(/^[0-9a-f-]{36}$/),
      policyNumber: 'P-1',
      owner: { firstName: 'Jan', lastName: 'Żak' },
      agentLogin: 'jimmy.solid',
      status: 'ACTIVE',
    })
  })

  test('whose sale names no first day MUST be due on the day of the sale', async () => {
    await desk.sells({ policyFrom: null })
    expect(await desk.entriesOf()).toEqual(['EXPECTED 72 2026-05-20'])
  })

  test('MUST be closed by the termination, with the refund, once', async () => {
    await desk.sells()
    await desk.terminates()
    await desk.terminates({ policyNumber: 'p-1', refund: centsOf(1) })
    expect(await desk.entriesOf()).toEqual(['EXPECTED 72 2026-05-01', 'OUT 50.4 2026-05-04'])
    expect(await desk.payments.account(jimmy, 'P-1')).toMatchObject({ status: 'TERMINATED' })
  })

  test('MUST be the same whichever of sale and termination comes first, also at once', async () => {
    await desk.terminates()
    expect(await desk.entriesOf()).toEqual(['OUT 50.4 2026-05-04'])
    await desk.sells()
    await Promise.all([
      desk.sells({ policyNumber: 'P-2' }),
      desk.terminates({ policyNumber: 'P-2' }),
      desk.sells({ policyNumber: 'p-2' }),
      desk.terminates({ policyNumber: 'p-2' }),
    ])
    for (const number of ['P-1', 'P-2']) {
      expect(await desk.entriesOf(number)).toEqual(['EXPECTED 72 2026-05-01', 'OUT 50.4 2026-05-04'])
      expect(await desk.payments.account(jimmy, number)).toMatchObject({
        status: 'TERMINATED',
        agentLogin: 'jimmy.solid',
      })
    }
  })

  test('MUST be seen by who sold the policy and by those who oversee, whatever the case of number and login', async () => {
    await desk.sells({ policyNumber: 'ABC-ß', agentLogin: 'Jimmy.Solid' })
    await desk.sells({ policyNumber: 'P-2', agentLogin: null })
    const sees = async (viewer: typeof jimmy, number: string) => (await desk.payments.account(viewer, number)) !== null
    expect(await sees(jimmy, 'abc-ß')).toBe(true)
    expect(await sees(danny, 'ABC-ß')).toBe(false)
    expect(await sees(admin, 'abc-ß')).toBe(true)
    expect(await sees(jimmy, 'P-2')).toBe(false)
    expect(await sees(admin, 'p-2')).toBe(true)
    expect(await sees(admin, 'P-3')).toBe(false)
  })
})

describe('overdue accounts', () => {
  const due = (policyNumber: string, day: string, agentLogin = 'jimmy.solid') =>
    desk.sells({ policyNumber, policyFrom: dayOf(day), agentLogin })
  const list = async (viewer = jimmy, args = {}) => {
    const page = await desk.payments.overdueAccounts(viewer, args)
    return page.edges.map(({ node }) => `${node.account.policyNumber} ${node.owed / 100} ${node.since} ${node.days}`)
  }

  test('MUST be those on which something is owed today, the oldest first, own ones for agents and all for others', async () => {
    await due('P-today', '2026-05-20')
    await due('P-tomorrow', '2026-05-21')
    await due('P-old', '2026-04-20')
    await due('P-hers', '2026-05-10', 'Danny.Solid')
    await due('P-ended', '2026-05-01')
    await desk.terminates({ policyNumber: 'P-ended' })
    await due('P-ancient', '1950-01-01', 'nobody')
    expect(await list()).toEqual(['P-old 72 2026-04-20 30', 'P-today 72 2026-05-20 0'])
    expect(await list(danny)).toEqual(['P-hers 72 2026-05-10 10'])
    expect((await list(admin)).map((text) => text.split(' ')[0])).toEqual(['P-ancient', 'P-old', 'P-hers', 'P-today'])
    expect(await (await desk.payments.overdueAccounts(admin, {})).totalCount()).toBe(4)
  })

  test('MUST be read in pages from either end', async () => {
    for (let day = 1; day <= 5; day++) await due(`P-${day}`, `2026-05-0${day}`)
    const first = await desk.payments.overdueAccounts(jimmy, { first: 2 })
    const after = first.edges.at(-1)?.cursor
    expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
    expect((await list(jimmy, { first: 2, after })).map((text) => text.slice(0, 3))).toEqual(['P-3', 'P-4'])
    const last = await desk.payments.overdueAccounts(jimmy, { last: 2, before: after })
    expect(last.edges.map(({ node }) => node.account.policyNumber)).toEqual(['P-1'])
    expect(last).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
  })
})

test('policies MUST get accounts by the migration when they were sold before it, and by the next start when before the queues', async () => {
  const before = await mkdtemp(join(tmpdir(), 'parley-migrations-'))
  const { db, drop } = await emptyDatabase()
  try {
    for (const file of await readdir(migrationsDirectory))
      if (file < '024') await cp(join(migrationsDirectory, file), join(before, file))
    await migrate(db, before)
    const [active, ended] = ['7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e77', '7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e78']
    await db.sql`insert into product (code, definition) values ('TRI', '{}')`
    for (const [number = '', terminated] of [[active, null] as const, [ended, '2026-05-03T10:00:00Z'] as const]) {
      await db.sql`
        insert into offer (number, product_code, policy_from, policy_to, covers, agent, created_at, valid_until)
        values (${number}, 'TRI', '2026-05-01', '2026-05-11', '[]', 'jimmy.solid', now(), now())`
      await db.sql`
        insert into policy (number, offer_number, product_code, agent, holder, sold_at, cover_from, cover_to, covers,
          total_premium, search, terminated_at, terminated_on, kept_covers, kept_premium, refund)
        values (${number}, ${number}, 'TRI', 'jimmy.solid', '{"firstName": "Jan", "lastName": "Żak"}', now(), '2026-05-01',
          '2026-05-11', '[]', 7200, '', ${terminated}, ${terminated && '2026-05-04'}, ${terminated && '[]'},
          ${terminated && 2160}, ${terminated && 5040})`
    }
    await migrate(db)
    const [ofActive] = await db.sql<
      { number: string }[]
    >`select number from policy_account where policy_key = ${active}`
    expect(ofActive?.number).not.toBe(active)
    const hasAccounts = async () => {
      const accounts = await accountsOf(db.sql, [active, ended])
      expect(accounts).toMatchObject([
        { status: 'ACTIVE', owner: { lastName: 'Żak' }, agentLogin: 'jimmy.solid' },
        { status: 'TERMINATED' },
      ])
      expect(
        accounts.map((account) => account?.entries.map(({ kind, amount, effectiveOn }) => [kind, amount, effectiveOn])),
      ).toEqual([
        [['EXPECTED', 7_200, '2026-05-01']],
        [
          ['EXPECTED', 7_200, '2026-05-01'],
          ['OUT', 5_040, '2026-05-04'],
        ],
      ])
    }
    await hasAccounts()
    // As if the first had been sold, and the second terminated, by a process of the version before.
    await db.sql`delete from account_entry using policy_account where number = account and (policy_key = ${active} or kind = 'OUT')`
    await db.sql`delete from policy_account where policy_key = ${active}`
    await db.sql`update policy_account set status = 'ACTIVE'`
    const payments = createPayments({ db, now: () => new Date(), newId: randomUUID })
    const start = () => completeAccounts(db, payments)
    await Promise.all([start(), start()])
    await hasAccounts()
    // Its sale was told before there was a queue, its termination after.
    await db.sql`delete from account_entry where kind = 'EXPECTED'`
    await start()
    await hasAccounts()
  } finally {
    await drop()
    await rm(before, { recursive: true })
  }
})
