import postgres from 'postgres'
import { StartError } from '../lib/start-error.ts'

/** Runs plain SQL as a tagged template: the pool, or the one connection of a transaction. Store functions take it first. */
export type DbClient = postgres.ISql<PgTypes>

/** A piece of a statement, made by a handle and put into another statement of it. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>

/** The handle inside a transaction. */
export type Tx = DbClient & {
  /** Runs `effect` once the transaction has committed, and never when it has not. Effects must not throw. */
  afterCommit(effect: () => void): void
}

export type Db = {
  /** The pool, for single statements outside a transaction. */
  sql: postgres.Sql<PgTypes>
  /** Commits when `work` resolves, rolls back when it throws. One transaction is one use case. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One more connection, for whoever has a long life and a reason. */
  single(): SingleConnection
  close(): Promise<void>
}

/**
 * What is asked without waiting is sent without waiting and runs in that order, `begin` and `commit` like anything else:
 * one round trip for a whole transaction's beginning. When the connection is lost, the rest of a transaction runs without
 * it on the next one, and its `commit` finds nothing to do: so only what does no harm then may be asked here.
 */
export type SingleConnection = { sql: DbClient; close(): Promise<void> }

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

/**
 * Opens a pool; connects lazily, so an unreachable server shows at the first statement. Throws a StartError when
 * postgres.js is installed without the fixes that keep a lost connection from ending the process.
 */
export function openDb(url: string, options: { max?: number; onNotice?: (notice: postgres.Notice) => void } = {}): Db {
  if (!('parleyFixes' in postgres)) {
    throw new StartError('The fixes of postgres.js are missing: run node scripts/patch-postgres.js.')
  }
  const connect = (max: number, lifetime = {}) =>
    postgres(url, {
      max,
      ...lifetime,
      types: pgTypes,
      onnotice: options.onNotice ?? (() => {}),
      // Only column names: the keys of JSON values are data.
      transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
      connection: { application_name: 'parley' },
      // Seconds before a lost connection is made again. The default grows with the number of connections that were lost
      // together: after a restart of the server, statements would wait for up to 20 seconds.
      backoff: () => 0.05 + Math.random() * 0.2,
    })
  const sql = connect(options.max ?? 10)
  return {
    sql,
    single: () => {
      // postgres.js gives connections up after a while, and would not see that this one is in a transaction.
      const single = connect(1, { max_lifetime: null })
      return { sql: single, close: () => single.end({ timeout: 5 }) }
    },
    transaction: async (work) => {
      const effects: (() => void)[] = []
      const result = await sql.begin((begun) =>
        work(Object.assign(begun, { afterCommit: (effect: () => void) => void effects.push(effect) })),
      )
      for (const effect of effects) effect()
      return result as Awaited<ReturnType<typeof work>>
    },
    close: () => sql.end({ timeout: 5 }),
  }
}
