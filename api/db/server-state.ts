import { randomUUID } from 'node:crypto'
import type { DbClient, Tx } from './db.ts'

/** Why nothing can be written, or null when it can, as far as a look tells. */
export async function whyNotWritable(sql: DbClient): Promise<string | null> {
  const [found] = await sql<{ standby: boolean; readOnly: boolean; refused: string[] }[]>`
    select pg_is_in_recovery() as standby,
           current_setting('transaction_read_only')::boolean as read_only,
           array(
             select name from unnest(${written}::text[]) name
             where not coalesce(
               has_table_privilege(to_regclass(name), 'insert') and has_table_privilege(to_regclass(name), 'select'),
               false)
           ) as refused`
  if (found?.standby) return 'the server is a standby'
  if (found?.readOnly) return 'the server takes no writes (default_transaction_read_only)'
  if (found && found.refused.length > 0) return `the role may not write to ${found.refused.join(', ')}`
  return null
}

/** Tables that everything which happens is written to, whichever slice it belongs to. */
const written = ['feed_topic', 'feed_entry', 'inbox', 'outbox', 'session']

class Undo extends Error {}

/** Writes a row and takes it back: rejects as any other write would. */
export async function tryWrite(transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>): Promise<void> {
  await transaction(async (tx) => {
    await tx`insert into feed_topic (name) values (${`probe:${randomUUID()}`})`
    throw new Undo()
  }).catch((error) => {
    if (!(error instanceof Undo)) throw error
  })
}
