import { type Logger, pino } from 'pino'
import postgres from 'postgres'
import { StartError } from '../lib/start-error.ts'
import { type Availability, createAvailability } from './availability.ts'
import { type DatabaseTarget, parseDatabaseUrl } from './database-url.ts'
import { createDialer, type Dialer } from './dialer.ts'
import { tryWrite, whyNotWritable } from './server-state.ts'
import { plainSession, type Session, sessionSettings, settingStatements } from './session-settings.ts'

/** Runs plain SQL as a tagged template: the pool, or the one connection of a transaction. Store functions take it first. */
export type DbClient = postgres.ISql<PgTypes>

/** A piece of a statement, made by a handle and put into another statement of it. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>

/** The handle inside a transaction. */
export type Tx = DbClient & {
  /** Runs `effect` once the transaction has committed, and never when it has not. Effects must not throw. */
  afterCommit(effect: () => void): void
}

export type Db = Pick<Availability, 'isAway' | 'state'> & {
  /** The pool, for single statements outside a transaction. Read it for each: its connections may be replaced. */
  readonly sql: Pool
  /** Commits when `work` resolves, rolls back when it throws. One transaction is one use case. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One more connection, for a user that keeps it for long and has a reason. */
  single(): SingleConnection
  close(): Promise<void>
}

/**
 * Statements are sent without waiting for those before and run in that order, `begin` and `commit` like any other: one
 * round trip for the beginning of a transaction. When the connection is lost, the rest of a transaction runs without it
 * on the next one, and its `commit` finds nothing to do: so only statements that do no harm then may be sent here.
 * `sql` is to be read for each transaction, since the connection may be replaced.
 */
export type SingleConnection = { readonly sql: DbClient; close(): Promise<void> }

// Postgres text has no NUL: a text that contains one is looked for with U+FFFD in its place, and found nowhere. Rules
// refuse it in what is stored. The element type of text[] is written by this, too.
//
// A calendar date stays the text YYYY-MM-DD: a Date would give it a time zone it does not have. Eight-byte integers
// are numbers: sequence numbers and cents stay far below 2^53.
const pgTypes = {
  text: {
    to: 25,
    from: [],
    serialize: (text: unknown) => String(text).replaceAll('\0', '\uFFFD'),
    parse: (text: string) => text,
  },
  date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day },
  bigint: { to: 20, from: [20], serialize: (n: number) => n.toString(), parse: (text: string) => Number(text) },
}
type PgTypes = { text: string; date: string; bigint: number }
type Pool = postgres.Sql<PgTypes>

export type DbOptions = {
  /** Connections of the pool. */
  max?: number
  /** The settings of each connection; null for none. */
  session?: Session | null
  logger?: Logger
  onNotice?: (notice: postgres.Notice) => void
}

/** How long, in seconds, statements that run may go on when their connection is closed. */
const closeWithin = 5

/**
 * Opens a pool; connects lazily, so an unreachable server shows at the first statement. Throws a StartError when the
 * URL cannot be used, or postgres.js is installed without the fixes that keep a lost connection from ending the process.
 */
export function openDb(url: string | DatabaseTarget, options: DbOptions = {}): Db {
  if (!('parleyFixes' in postgres)) {
    throw new StartError('The fixes of postgres.js are missing: run node scripts/patch-postgres.js.')
  }
  const target = typeof url === 'string' ? parseDatabaseUrl(url) : url
  const dialer = createDialer(target)
  const connect = (max: number, lifetime = {}) =>
    postgres({ ...connectionOptions(target, dialer, options), max, ...lifetime })
  const pool = renewable(() => connect(options.max ?? 10))
  // postgres.js gives connections up after a while, and would not see that this one is in a transaction.
  const singles = new Set<Renewable>()

  const transactionOn = async <T>(sql: Pool, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const effects: (() => void)[] = []
    const result = await sql.begin((begun) =>
      work(Object.assign(begun, { afterCommit: (effect: () => void) => void effects.push(effect) })),
    )
    for (const effect of effects) effect()
    return result as Awaited<T>
  }

  const onNewConnection = async (work: (sql: Pool) => Promise<void>): Promise<void> => {
    for (let tried = 1; ; tried++) {
      const sql = connect(1)
      try {
        return await work(sql)
      } catch (error) {
        dialer.passOver()
        if (tried >= target.hosts.length) throw error
      } finally {
        sql.end({ timeout: 0 })
      }
    }
  }

  const availability = createAvailability(
    {
      look: () => whyNotWritable(pool.sql),
      tryWrite: (by) =>
        by === 'pool'
          ? tryWrite((work) => transactionOn(pool.sql, work))
          : onNewConnection((sql) => tryWrite((work) => transactionOn(sql, work))),
      renew: () => {
        for (const each of [pool, ...singles]) each.renew()
      },
    },
    options.logger ?? pino({ enabled: false }),
  )

  return {
    get sql() {
      return pool.sql
    },
    single: () => {
      const single = renewable(() => connect(1, { max_lifetime: null }))
      singles.add(single)
      return {
        get sql() {
          return single.sql
        },
        close: () => {
          singles.delete(single)
          return single.close()
        },
      }
    },
    transaction: (work) => transactionOn(pool.sql, work),
    isAway: availability.isAway,
    state: availability.state,
    close: async () => {
      availability.stop()
      await pool.close()
      dialer.close()
    },
  }
}

type Renewable = { readonly sql: Pool; renew(): void; close(): Promise<void> }

/** A pool that can be replaced by a new one: what runs on the old one ends there. */
function renewable(connect: () => Pool): Renewable {
  let sql = connect()
  const ending = new Set<Promise<void>>()
  const end = (old: Pool) => {
    const ended = old.end({ timeout: closeWithin })
    ending.add(ended)
    ended.finally(() => ending.delete(ended))
  }
  return {
    get sql() {
      return sql
    },
    renew: () => {
      end(sql)
      sql = connect()
    },
    close: async () => {
      end(sql)
      await Promise.all(ending)
    },
  }
}

function connectionOptions(target: DatabaseTarget, dialer: Dialer, { session = plainSession, onNotice }: DbOptions) {
  const [first] = target.hosts
  const resolved = session && { ...session, schema: target.schema ?? session.schema }
  return {
    // For its messages; the socket is ours.
    host: first && 'host' in first ? first.host : 'localhost',
    port: first && 'port' in first ? first.port : 0,
    socket: dialer.socket,
    ssl: false as const,
    sslnegotiation: null,
    user: target.user,
    // As a function, so that an empty one is not looked for in the environment.
    password: () => target.password,
    database: target.database,
    connect_timeout: target.connectTimeout,
    idle_timeout: undefined,
    types: pgTypes,
    onnotice: onNotice ?? (() => {}),
    // Only column names: the keys of JSON values are data.
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    connection: {
      application_name: target.applicationName,
      ...(target.options ? { options: target.options } : {}),
      ...(resolved?.by === 'startup parameters' ? sessionSettings(resolved) : {}),
    },
    ...(resolved?.by === 'first statement' ? { session: settingStatements(resolved) } : {}),
    // Seconds before a lost connection is made again. The default grows with the number of connections that were lost
    // together: after a restart of the server, statements would wait for up to 20 seconds.
    backoff: () => 0.05 + Math.random() * 0.2,
  }
}
