import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../auth/viewer.ts'
import { asciiDatabase, type TestDatabase, turkishDatabase } from '../db/testing.ts'
import { namesByIds } from '../files/store.ts'
import type { WakeableLoop } from '../lib/wakeable-loop.ts'
import { until } from '../specs/waiting.ts'
import { createRoomAccessControl } from './access-control.ts'
import { startMessageIndexing } from './message-indexing.ts'
import { createMessageSearches, type MessageSearches } from './search-service.ts'

const viewer: Viewer = {
  login: 'jimmy.solid',
  role: 'AGENT',
  roleBy: 'directory',
  sessionId: 'one',
  expiresAt: new Date('2100-01-01'),
}

describe.each([
  ['Turkey', turkishDatabase],
  ['C', asciiDatabase],
])('in a database with the locale of %s', (_, make) => {
  let database: TestDatabase
  let indexing: WakeableLoop
  let searches: MessageSearches

  const found = async (query: string) =>
    (await searches.searchMessages(viewer, { query, order: 'NEWEST' })).edges.map(({ node }) => node.snippet)
  const indexed = (query: string) =>
    until(`${query} is found`, async () => {
      indexing.wake()
      return (await found(query)).length > 0
    })
  /** As a process of the last version writes. */
  const insert = (seq: number, text: string, version = 1) => database.db.sql`
    insert into message (id, room_id, seq, author, text, sent_at, version)
    values (${randomUUID()}, 'general', ${seq}, 'danny.solid', ${text}, ${new Date(1_700_000_000_000 + seq)}, ${version})`

  beforeAll(async () => {
    database = await make()
    const { db } = database
    searches = createMessageSearches({ db, access: createRoomAccessControl(db) })
    for (let seq = 1; seq <= 3; seq++) await insert(seq, `Iława, ŻÓŁTA ŚCIANA ${seq}`, seq)
    indexing = startMessageIndexing({ db, fileNames: namesByIds, logger: pino({ level: 'silent' }) })
  })
  afterAll(async () => {
    await indexing.stop()
    await database.drop()
  })

  test('messages of before there was a search MUST be found, whatever the case of its letters', async () => {
    await until('they are indexed', async () => (await found('ilawa zolta')).length === 3)
    expect(await found('ILAWA żółt ściana 2')).toEqual(['Iława, ŻÓŁTA ŚCIANA 2'])
    expect(await found('ıława sciana 1')).toEqual(['Iława, ŻÓŁTA ŚCIANA 1'])
  })

  test('an edit by a process of the last version MUST hide the old words at once and show the new ones soon', async () => {
    await insert(9, 'hedgehog')
    await indexed('hedgehog')
    await database.db.sql`update message set text = 'badger', version = 2 where seq = 9`
    expect(await found('hedgehog')).toEqual([])
    await indexed('badger')
    expect(await found('hedgehog')).toEqual([])
    await database.db.sql`update message set text = '', deleted_at = now() where seq = 9`
    expect(await found('badger')).toEqual([])
  })
})
