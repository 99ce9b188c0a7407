import { randomUUID } from 'node:crypto'
import { StartError } from '../lib/start-error.ts'
import { awayBy } from './away.ts'
import { addressOf, type DatabaseTarget } from './database-url.ts'
import { type Db, openDb } from './db.ts'
import { chooseSchema, type SchemaFacts, schemaFacts } from './schema-choice.ts'
import { plainSession, type Session, sessionSettings } from './session-settings.ts'

/** The oldest Postgres that Parley is tested with, as `server_version_num`. */
const oldestVersion = 150_000
/** How long, in milliseconds, the two connections may take that show whether a pooler keeps sessions apart. */
const poolerTimeout = 10_000

type Inspected = { target: DatabaseTarget; session: Session }

/**
 * Looks at the server before it is used: that it can be reached, is new enough, has the right encoding, takes writes,
 * keeps sessions, and has a schema for Parley. Of several hosts the first that does is moved to the front. Throws
 * {@link StartError}: one line that names DATABASE_URL and the remedy, without the password.
 */
export async function inspectServer(target: DatabaseTarget): Promise<Inspected> {
  const reasons: string[] = []
  for (const [i, host] of target.hosts.entries()) {
    const only = { ...target, hosts: [host] }
    try {
      const session = await inspect(only)
      return { target: { ...target, hosts: [...target.hosts.slice(i), ...target.hosts.slice(0, i)] }, session }
    } catch (error) {
      reasons.push(error instanceof StartError ? error.message : unusable(only, error).message)
    }
  }
  throw new StartError(reasons.join(' '))
}

/** The line for a server that cannot be used, made of an error. */
export function unusable(target: DatabaseTarget, error: unknown): StartError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const text = (error instanceof Error ? error.message : String(error)) || code
  const reason = (target.password ? text.replaceAll(target.password, '…') : text).replace(/\s+/g, ' ').trim()
  return new StartError(
    `DATABASE_URL: the server at ${addressOf(target)} cannot be used (${reason}). ${remedies[code] ?? remedy}`,
  )
}

const remedy = 'Start it, correct DATABASE_URL, or unset it for the embedded one.'
const remedies: Record<string, string> = {
  '28P01': 'Correct the user or the password in DATABASE_URL.',
  '28000': 'Correct the user in DATABASE_URL, let it in by pg_hba.conf, or add sslmode=require.',
  '3D000': 'Create the database, or correct its name in DATABASE_URL.',
  '42501': 'Grant the role what it lacks, or give the owner of the tables in DATABASE_URL.',
  '53300': 'Raise max_connections, or close other connections.',
  TLS_NOT_OFFERED: 'Turn on TLS there, or use sslmode=disable.',
}

async function inspect(target: DatabaseTarget): Promise<Session> {
  const session = await agreeOnSession(target)
  const db = openDb(target, { max: 1, session })
  try {
    const facts = await factsOf(db)
    if (facts.encoding !== 'UTF8')
      throw new StartError(
        `DATABASE_URL: the database ${facts.database} has the encoding ${facts.encoding}, and Parley needs UTF8: create another one with CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'.`,
      )
    if (facts.standby || facts.readOnly)
      throw new StartError(
        `DATABASE_URL: the server at ${addressOf(target)} takes no writes (${facts.standby ? 'it is a standby' : 'default_transaction_read_only is on'}): name the primary, or let it take writes.`,
      )
    if (facts.pooled && !(await keepsSessions(target, session)))
      throw new StartError(
        `DATABASE_URL: the pooler at ${addressOf(target)} does not keep a session for each connection (transaction or statement pooling), which Parley needs: use its session mode (PgBouncer: pool_mode = session), or name the Postgres server itself.`,
      )
    const schema = await chooseSchema(db, { named: target.schema, ...facts })
    return { ...session, schema, synchronousCommit: facts.synchronousCommit }
  } finally {
    await db.close()
  }
}

/** How the server takes settings, and that it does. */
async function agreeOnSession(target: DatabaseTarget): Promise<Session> {
  const serverVersion = await versionOf(target)
  if (serverVersion < oldestVersion)
    throw new StartError(
      `DATABASE_URL: the server at ${addressOf(target)} is Postgres ${Math.floor(serverVersion / 10_000)}, and Parley needs ${oldestVersion / 10_000} or newer: upgrade it, or unset DATABASE_URL for the embedded one.`,
    )
  let lost: string[] = []
  for (const by of ['startup parameters', 'first statement'] as const) {
    const session: Session = { ...plainSession, serverVersion, by }
    try {
      lost = await settingsLost(target, session)
      if (lost.length === 0) return session
    } catch (error) {
      if (!refusesParameters(error) || by === 'first statement') throw error
    }
  }
  throw new StartError(
    `DATABASE_URL: the pooler at ${addressOf(target)} does not keep settings for a connection (${lost.join(', ')}): use its session mode, or name the Postgres server itself.`,
  )
}

/** What poolers, and servers that are too old, say to a startup parameter that they do not know. */
const refusesParameters = (error: unknown) => /^(08P01|42704)$/.test(String((error as { code?: unknown }).code))

async function versionOf(target: DatabaseTarget): Promise<number> {
  try {
    return await askVersion(target, plainSession)
  } catch (error) {
    if (!refusesParameters(error)) throw error
  }
  // The role's own time-outs may end even this one statement; the next attempt may be quicker.
  for (let attempt = 1; ; attempt++) {
    try {
      return await askVersion(target, null)
    } catch (error) {
      if (!awayBy(error) || attempt === 5) throw error
    }
  }
}

async function askVersion(target: DatabaseTarget, session: Session | null): Promise<number> {
  const db = openDb(target, { max: 1, session })
  try {
    const [found] = await db.sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`
    return found?.version ?? 0
  } finally {
    await db.close()
  }
}

async function settingsLost(target: DatabaseTarget, session: Session): Promise<string[]> {
  const wanted = sessionSettings({ ...session, schema: target.schema ?? session.schema })
  const db = openDb(target, { max: 1, session })
  try {
    const found = await db.sql<{ name: string; value: string }[]>`
      select name, current_setting(name) as value from unnest(${Object.keys(wanted)}::text[]) name`
    return found.filter(({ name, value }) => wanted[name] !== value).map(({ name }) => name)
  } finally {
    await db.close()
  }
}

type Facts = {
  encoding: string
  database: string
  role: string
  standby: boolean
  readOnly: boolean
  synchronousCommit: string
  /** The process that answers is not the one that was connected to. */
  pooled: boolean
  schemas: SchemaFacts[]
}

async function factsOf(db: Db): Promise<Facts> {
  const found = await db.sql<(Omit<Facts, 'pooled' | 'schemas'> & { pid: number })[]>`
    select current_setting('server_encoding') as encoding, current_database() as database, current_user as role,
           pg_is_in_recovery() as standby, current_setting('transaction_read_only')::boolean as read_only,
           current_setting('synchronous_commit') as synchronous_commit, pg_backend_pid() as pid`
  const [facts] = found
  if (!facts) throw new Error('the server gave no answer')
  const { pid, ...others } = facts
  return { ...others, pooled: pid !== found.state.pid, schemas: await schemaFacts(db.sql) }
}

/**
 * Two connections at once: what one of them sets must be there in its next statement, while the other is in a
 * transaction, and must never be seen by the other.
 */
async function keepsSessions(target: DatabaseTarget, session: Session): Promise<boolean> {
  const [one, other] = [openDb(target, { max: 1, session }), openDb(target, { max: 1, session })]
  const compare = async () => {
    for (let round = 0; round < 3; round++) {
      const mark = randomUUID()
      await one.sql`select set_config('parley.mark', ${mark}, false)`
      const kept = await other.transaction(async (tx) => {
        const [foreign] = await tx`select current_setting('parley.mark', true) as mark`
        if (foreign?.mark === mark) return false
        const [own] = await one.sql`select current_setting('parley.mark', true) as mark`
        return own?.mark === mark
      })
      if (!kept) return false
    }
    return true
  }
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), poolerTimeout)
  try {
    // Statement pooling refuses transactions, and prepared statements are lost where sessions are.
    return await Promise.race([compare().catch(() => false), late.promise])
  } finally {
    clearTimeout(timer)
    await Promise.all([one.close(), other.close()])
  }
}
