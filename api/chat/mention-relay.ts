import type { Logger } from 'pino'
import type { Db, Tx } from '../db/db.ts'
import { createBackoff } from '../lib/backoff.ts'
import { type Pause, startLoop } from '../lib/wakeable-loop.ts'
import { hasWaiting, lockOutbox, setNotification, takeWaiting } from './mention-store.ts'

/** A message that mentions somebody: `audience` are the logins to be told, all of them members of its room. */
export type ToldMention = { messageId: string; author: string; audience: string[] }

export type MentionRelay = {
  /** There may be a mention to tell. Call it as often as you like: it returns at once. */
  wake(): void
  stop(): Promise<void>
}

const batchSize = 100

/**
 * Tells of mentions after the message has committed: each once, those of a room in their order, in the transaction that
 * takes it out of the outbox. One relay at a time over all processes. `notify` appends the notifications and answers
 * with their seqs. `slowTick` (ms) bounds the delay of a mention that nobody woke the relay for.
 */
export function startMentionRelay(deps: {
  db: Db
  notify(tx: Tx, mentions: readonly ToldMention[]): Promise<number[]>
  log: Logger
  slowTick?: number
}): MentionRelay {
  const { db, notify, log, slowTick = 1_000 } = deps
  const backoff = createBackoff({ first: 100, longest: 2_000 })

  const tellNext = async (): Promise<'some' | 'none' | 'busy'> => {
    if (!(await hasWaiting(db.sql))) return 'none'
    return db.transaction(async (tx) => {
      if (!(await lockOutbox(tx))) return 'busy'
      const waiting = await takeWaiting(tx, batchSize)
      if (waiting.length === 0) return 'some'
      const seqs = await notify(
        tx,
        waiting.map(({ messageId, author, logins }) => ({ messageId, author, audience: logins })),
      )
      await setNotification(
        tx,
        waiting.map((mention, i) => ({ ...mention, seq: seqs[i] ?? 0 })),
      )
      return 'some'
    })
  }

  const turn = async (): Promise<Pause> => {
    try {
      const told = await tellNext()
      backoff.reset()
      if (told === 'busy') return { pause: 50, wakeable: false }
      return { pause: told === 'none' ? slowTick : 0, wakeable: true }
    } catch (error) {
      if (!db.isAway(error) && backoff.failures === 0)
        log.error({ error: String(error) }, 'mentions: stopped short, going on by itself')
      return { pause: backoff.next(), wakeable: false }
    }
  }
  return startLoop(turn)
}
