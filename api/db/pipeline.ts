import { randomBytes } from 'node:crypto'
import type { Db, DbClient, Fragment } from './db.ts'

/**
 * One statement of a chain. It is sent by `sql` and has `mayRun()` as a condition; where that is false it must do
 * nothing at all.
 */
export type Turn = { sql: DbClient; mayRun(): Fragment }

/** Gives turns in the order in which their statements are sent. */
export type Chain = {
  /** `follows`: the statement of the turn before is still in flight. Then this one may run only if that succeeds. */
  next(follows: boolean): Turn
}

export type Pipeline = { chain(): Chain; close(): Promise<void> }

/**
 * Chains of statements, each a transaction, that are sent without waiting for the answers of those before and still have
 * an effect only in order: when one fails, those sent behind it do nothing. A connection runs what it is sent in turn;
 * which turn of a chain was the last to succeed is a setting of its session, which a rollback takes back with the rest.
 * (`set_config` of https://www.postgresql.org/docs/current/functions-admin.html.) Another session knows of no turn, so
 * what is sent again after a lost connection does nothing either. The chains share a few connections.
 */
export function openPipeline(db: Db, connections: number): Pipeline {
  const open = Array.from({ length: connections }, () => db.single())
  // No other process's, should a pooler in between give two of them one session after the other.
  const name = `parley.chain_${randomBytes(8).toString('hex')}`
  let chains = 0
  return {
    chain: () => {
      const connection = open[chains % connections] as (typeof open)[number]
      const setting = `${name}_${++chains}`
      let last = 0
      return {
        next: (follows) => {
          const [before, now] = [String(last), String(++last)]
          // Read anew each time, since the connection may have been replaced.
          const { sql } = connection
          return {
            sql,
            mayRun: () =>
              follows
                ? sql`case when current_setting(${setting}, true) = ${before}
                    then set_config(${setting}, ${now}, false) is not null else false end`
                : sql`set_config(${setting}, ${now}, false) is not null`,
          }
        },
      }
    },
    close: async () => {
      await Promise.all(open.map((connection) => connection.close()))
    },
  }
}
