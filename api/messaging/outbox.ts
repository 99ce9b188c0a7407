import type { DbClient, Tx } from '../db/db.ts'
import type { OutboxEvent } from './broker.ts'

export type Outbox = {
  /**
   * The only way an event leaves a slice: written in the transaction of the change that it tells of, and published after
   * the commit, in the order in which events about its subject were written.
   */
  add(tx: Tx, event: OutboxEvent): Promise<void>
}

/** `onCommit` wakes the relay; it must not throw. */
export function createOutbox({ onCommit }: { onCommit: () => void }): Outbox {
  return {
    add: async (tx, event) => {
      const { id: messageId, name, type, subject, body, at } = event
      await tx`insert into outbox ${tx({ messageId, name, type, subject, body, at })}`
      tx.afterCommit(onCommit)
    },
  }
}

/** How many events wait for the broker, and how many are parked: it rejected them so often that they wait for an operator. */
export async function countOutbox(sql: DbClient): Promise<{ waiting: number; parked: number }> {
  const [count] = await sql<{ waiting: number; parked: number }[]>`
    select count(*) filter (where set_aside_at is null) as waiting,
           count(*) filter (where set_aside_at is not null) as parked
    from outbox`
  return count ?? { waiting: 0, parked: 0 }
}
