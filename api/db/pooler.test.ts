import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPgBouncer, type PoolMode, startPgBouncer } from '../../scripts/services/pgbouncer.ts'
import type { Running } from '../../scripts/services/recipe.ts'
import { parseDatabaseUrl } from './database-url.ts'
import { openDb } from './db.ts'
import { inspectServer } from './inspect.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

const program = await findPgBouncer()

describe('behind PgBouncer', () => {
  let directory: string
  let database: TestDatabase
  const started: Running[] = []
  beforeAll(async () => {
    if (!program) throw new Error('PgBouncer is missing: install it (Debian: apt-get install pgbouncer)')
    directory = await mkdtemp(join(tmpdir(), 'parley-pooler-'))
    await chmod(directory, 0o755)
    database = await testDatabase()
    await database.db.sql.unsafe(
      `alter database ${new URL(database.url).pathname.slice(1)} set bytea_output = 'escape'`,
    )
  })
  afterAll(async () => {
    await Promise.all(started.map((running) => running.stop()))
    await database.drop()
    await rm(directory, { recursive: true })
  })

  async function urlBehind(mode: PoolMode): Promise<string> {
    const running = await startPgBouncer(program ?? '', database.url, mode, directory)
    started.push(running)
    return running.value
  }

  test.each(['transaction', 'statement'] as const)('a pooler in %s mode MUST be refused by its mode', async (mode) => {
    const url = await urlBehind(mode)
    const refused = inspectServer(parseDatabaseUrl(url))
    await expect(refused).rejects.toThrow(/^DATABASE_URL[^\n]*pool_mode = session[^\n]*$/)
    // Others use it, too: what is asked of it must not depend on who comes first.
    const others = openDb(parseDatabaseUrl(url), { max: 4, session: null })
    const busy = Array.from({ length: 4 }, () => others.sql`select pg_sleep(0.2)`.simple().catch(() => {}))
    await expect(inspectServer(parseDatabaseUrl(url))).rejects.toThrow('pool_mode = session')
    await Promise.all(busy)
    await others.close()
  })

  test('a pooler in session mode MUST do, with our settings on every connection', async () => {
    const { target, session } = await inspectServer(parseDatabaseUrl(await urlBehind('session')))
    expect(session.by).toBe('first statement')
    const db = openDb(target, { max: 3, session })
    const single = db.single()
    const read = (sql: typeof single.sql) =>
      sql`select current_setting('bytea_output') as output, ${Buffer.from('ż')}::bytea as bytes, ${['a', 'b']}::text[] as texts`
    const answers = [...(await Promise.all(Array.from({ length: 9 }, () => read(db.sql)))), await read(single.sql)]
    for (const [row] of answers) expect(row).toEqual({ output: 'hex', bytes: Buffer.from('ż'), texts: ['a', 'b'] })
    await single.close()
    await db.close()
  })
})
