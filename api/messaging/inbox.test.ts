import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { hasSeen, markSeen, pruneInbox } from './inbox.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.db.sql`truncate inbox`
})
afterAll(() => database.drop())

const mark = (key: string) => database.db.transaction((tx) => markSeen(tx, key))

test('an event MUST be new once', async () => {
  expect(await hasSeen(database.db.sql, 'policycreated:p')).toBe(false)
  expect(await mark('policycreated:p')).toBe(true)
  expect(await mark('policycreated:p')).toBe(false)
  expect(await hasSeen(database.db.sql, 'policycreated:p')).toBe(true)
})

test('of deliveries at the same time one MUST be new', async () => {
  const news = await Promise.all(Array.from({ length: 8 }, () => mark('message:m')))
  expect(news.filter(Boolean)).toHaveLength(1)
})

test('an event whose transaction failed MUST still be new', async () => {
  const failing = database.db.transaction(async (tx) => {
    await markSeen(tx, 'policycreated:p')
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await mark('policycreated:p')).toBe(true)
})

test('messages MUST be forgotten after a week, what happens once for ever never', async () => {
  for (const key of ['policycreated:old', 'message:old', 'message:young']) await mark(key)
  await database.db.sql`update inbox set seen_at = now() - interval '8 days' where key like '%:old'`
  expect(await pruneInbox(database.db.sql)).toBe(1)
  const keys = await database.db.sql`select key from inbox order by key`
  expect(keys.map(({ key }) => key)).toEqual(['message:young', 'policycreated:old'])
})
