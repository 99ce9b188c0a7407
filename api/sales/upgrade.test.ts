import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '../db/db.ts'
import { migrate, migrationsDirectory } from '../db/migrate.ts'
import { emptyDatabase } from '../db/testing.ts'
import { append } from '../feed/log.ts'
import { seedProducts } from '../policies/demo.ts'
import { createSalesModel } from './model-service.ts'

async function migratedBefore(db: Db): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-migrations-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const earlier = (await readdir(migrationsDirectory)).filter((name) => name < '025')
  await Promise.all(earlier.map((name) => cp(join(migrationsDirectory, name), join(directory, name))))
  await migrate(db, directory)
}

async function insertPolicy(db: Db, agent: string, soldAt: string, terminatedAt: string | null = null): Promise<void> {
  const [offer, policy] = [randomUUID(), randomUUID()]
  await db.sql`
    insert into offer (number, product_code, policy_from, policy_to, covers, agent, created_at, valid_until)
    values (${offer}, 'TRI', '2026-06-01', '2026-06-11', '[]', ${agent}, now(), now())`
  await db.sql`
    insert into policy (number, offer_number, product_code, agent, holder, sold_at, cover_from, cover_to, covers,
      total_premium, search, terminated_at, terminated_on, kept_covers, kept_premium, refund)
    select ${policy}, ${offer}, 'TRI', ${agent}, '{}', ${soldAt}, '2026-06-01', '2026-06-11', '[]', 7200, '',
      ${terminatedAt}, case when ended then '2026-06-04'::date end, case when ended then '[]'::jsonb end,
      case when ended then 2160 end, case when ended then 5040 end
    from (values (${terminatedAt !== null})) as termination (ended)`
}

test('policies that were there before an upgrade MUST be counted, as a rebuild would count them', async () => {
  const { db, drop } = await emptyDatabase()
  onTestFinished(drop)
  await migratedBefore(db)
  await seedProducts(db)
  await insertPolicy(db, 'Jimmy.Solid', '2026-05-20T23:59:59Z')
  // A clock that went back must not end a policy before it was sold.
  await insertPolicy(db, 'jimmy.solid', '2026-05-21T00:00:00Z', '2026-05-20T00:00:00Z')
  await insertPolicy(db, 'danny.solid', '2026-04-01T10:00:00Z', '2026-05-20T23:59:59.5Z')
  await migrate(db)
  const totals = () => db.sql`
    select by_cover, monthly, by_product, by_agent, day, product_code, agent, sold, sold_premium, terminated,
      terminated_premium
    from sales_total order by 1, 2, 3, 4, 5, 6, 7`
  const upgraded = [...(await totals())]
  expect(
    upgraded.find((row) => row.byAgent && !row.byProduct && row.monthly && row.agent === 'jimmy.solid'),
  ).toMatchObject({
    sold: 2,
    soldPremium: 14_400,
    terminated: 1,
    terminatedPremium: 7_200,
  })
  expect([...(await db.sql`select agent, sold_on, sold_seq, terminated_seq from sale order by sold_seq`)]).toEqual([
    { agent: 'danny.solid', soldOn: '2026-04-01', soldSeq: 1, terminatedSeq: 3 },
    { agent: 'jimmy.solid', soldOn: '2026-05-20', soldSeq: 2, terminatedSeq: null },
    { agent: 'jimmy.solid', soldOn: '2026-05-21', soldSeq: 4, terminatedSeq: 5 },
  ])
  expect([...(await db.sql`select head, oldest from feed_topic where name = 'sales'`)]).toEqual([
    { head: 5, oldest: 6 },
  ])

  const model = createSalesModel({
    db,
    now: () => new Date(),
    append: async (tx, topic, drafts) => (await append(tx, topic, drafts)).entries,
  })
  expect(await model.rebuild()).toEqual({ sales: 3, missing: 0 })
  expect([...(await totals())]).toEqual(upgraded)

  // Terminated by a process of the last version while nobody listened yet, and nothing sold.
  await db.sql`
    update policy set terminated_at = '2026-05-22T09:00:00Z', terminated_on = '2026-06-04', kept_covers = '[]',
      kept_premium = 2160, refund = 5040
    where agent = 'Jimmy.Solid'`
  expect(await model.rebuild()).toEqual({ sales: 3, missing: 1 })
  const ofJimmy = (await totals()).find(
    (row) => row.byAgent && !row.byProduct && row.monthly && row.agent === 'jimmy.solid',
  )
  expect(ofJimmy).toMatchObject({ sold: 2, terminated: 2, terminatedPremium: 14_400 })
  expect(await model.rebuild()).toEqual({ sales: 3, missing: 0 })

  // The same of sales.
  await insertPolicy(db, 'admin', '2026-05-22T10:00:00Z')
  await insertPolicy(db, 'admin', '2026-05-22T11:00:00Z', '2026-05-23T10:00:00Z')
  expect(await model.rebuild()).toEqual({ sales: 5, missing: 2 })
  expect((await totals()).find((row) => row.byAgent && row.byProduct && row.agent === 'admin')).toMatchObject({
    sold: 2,
    terminated: 1,
  })
})
