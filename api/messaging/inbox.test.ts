import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { handleOnce, hasSeen, type InboxMark, pruneInbox } from './inbox.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.db.sql`truncate inbox`
})
afterAll(() => database.drop())

const mark = (key: string, consumer = 'notifications'): InboxMark => ({ consumer, key })
const take = (key: string, consumer?: string) => handleOnce(database.db, mark(key, consumer), async () => {})
const seen = (key: string, consumer?: string) => hasSeen(database.db.sql, mark(key, consumer))

test('an event MUST be new once', async () => {
  expect(await seen('policycreated:p')).toBe(false)
  expect(await take('policycreated:p')).toBe(true)
  expect(await take('policycreated:p')).toBe(false)
  expect(await seen('policycreated:p')).toBe(true)
})

test('an event MUST be new to each consumer', async () => {
  expect(await take('policycreated:p', 'payments')).toBe(true)
  expect(await seen('policycreated:p')).toBe(false)
  expect(await take('policycreated:p')).toBe(true)
  expect(await take('policycreated:p', 'payments')).toBe(false)
})

test('of deliveries at the same time one MUST be new', async () => {
  const news = await Promise.all(Array.from({ length: 8 }, () => take('message:m')))
  expect(news.filter(Boolean)).toHaveLength(1)
})

test('an event whose work failed MUST still be new', async () => {
  const failing = handleOnce(database.db, mark('policycreated:p'), async () => {
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await take('policycreated:p')).toBe(true)
})

test('a repetition MUST undo its work, and hide its failure, since what it would do is done', async () => {
  const effects: string[] = []
  const work = (what: string) =>
    handleOnce(database.db, mark('policycreated:p'), async (tx) => {
      tx.afterCommit(() => void effects.push(what))
      await tx`insert into room (id, name) values ('made once', ${what})`
    })
  expect(await work('first')).toBe(true)
  // Fails on its own account, too: the room is there.
  expect(await work('second')).toBe(false)
  expect(effects).toEqual(['first'])
  expect(await database.db.sql`select name from room where id = 'made once'`).toEqual([{ name: 'first' }])
})

test('marks of a process that knows no consumers MUST be those of notifications', async () => {
  await database.db.sql`insert into inbox (key) values ('policycreated:p') on conflict do nothing`
  expect(await take('policycreated:p')).toBe(false)
})

test('messages MUST be forgotten after a week, what happens once for ever never', async () => {
  for (const key of ['policycreated:old', 'message:old', 'message:young']) await take(key)
  await database.db.sql`update inbox set seen_at = now() - interval '8 days' where key like '%:old'`
  expect(await pruneInbox(database.db.sql)).toBe(1)
  const keys = await database.db.sql`select key from inbox order by key`
  expect(keys.map(({ key }) => key)).toEqual(['message:young', 'policycreated:old'])
})
