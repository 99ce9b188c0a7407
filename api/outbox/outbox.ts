import type { Fact } from '../broker/broker.ts'
import type { Handle, Tx } from '../db/db.ts'

export type Outbox = {
  /**
   * The only way a fact leaves a slice: written with what it is about, in the same transaction, and published after
   * the commit, in the order in which facts about its subject were written.
   */
  add(tx: Tx, fact: Fact): Promise<void>
}

/** `onCommit` wakes the relay; it must not throw. */
export function createOutbox({ onCommit }: { onCommit: () => void }): Outbox {
  return {
    add: async (tx, fact) => {
      const { id: messageId, name, type, subject, body, at } = fact
      await tx`insert into outbox ${tx({ messageId, name, type, subject, body, at })}`
      tx.afterCommit(onCommit)
    },
  }
}

/** How many facts wait for the broker, and how many it refused so often that they wait for an operator. */
export async function countOutbox(sql: Handle): Promise<{ waiting: number; setAside: number }> {
  const [count] = await sql<{ waiting: number; setAside: number }[]>`
    select count(*) filter (where set_aside_at is null) as waiting,
           count(*) filter (where set_aside_at is not null) as set_aside
    from outbox`
  return count ?? { waiting: 0, setAside: 0 }
}
