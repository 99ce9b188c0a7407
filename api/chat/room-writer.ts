import type { Db } from '../db/db.ts'
import { groupCommit } from '../db/group-commit.ts'
import type { Feed } from '../feed/feed.ts'
import type { Message, Placed } from './message.ts'
import * as store from './store.ts'

/** Resolves with the message, or the one that the same author sent with the same clientId before, when it is durable. */
export type WriteMessage = (message: Message) => Promise<Placed>

/** Postgres' unique_violation. */
const uniqueViolation = '23505'

/** Messages of one room that arrive while others are being written are written together, in one transaction. */
export function createRoomWriter(deps: { db: Db; feed: Feed; topic: string }): WriteMessage {
  const { db, feed, topic } = deps

  const writeAll = async (messages: Message[]): Promise<Placed[]> => {
    try {
      return await db.transaction(async (tx) => {
        const known = await knownAmong(tx, messages)
        // A twin in the same batch is the same message too: the first one stands for both.
        const fresh = new Map(
          messages
            .filter((m) => !known.has(keyOf(m)))
            .reverse()
            .map((m) => [keyOf(m), m]),
        )
        const inOrder = messages.filter((message) => fresh.get(keyOf(message)) === message)
        if (inOrder.length === 0) return messages.map((message) => mustHave(known, message))
        const drafts = inOrder.map((body) => ({ kind: 'message', body, audience: null, at: body.sentAt }))
        const entries = await feed.append(tx, topic, drafts)
        const placed = entries.map((entry) => ({ ...entry.body, seq: entry.seq }))
        await store.insertMessages(tx, placed)
        for (const message of placed) known.set(keyOf(message), message)
        return messages.map((message) => mustHave(known, message))
      })
    } catch (error) {
      // Another process has committed one of them between our look and our insert: now the look will find it.
      if ((error as { code?: string }).code === uniqueViolation) return writeAll(messages)
      throw error
    }
  }
  return groupCommit(writeAll)
}

async function knownAmong(
  tx: Parameters<typeof store.sentBefore>[0],
  messages: Message[],
): Promise<Map<string, Placed>> {
  const named = messages.filter((message) => message.clientId !== null)
  if (named.length === 0) return new Map()
  const authors = named.map((message) => message.author)
  const clientIds = named.map((message) => message.clientId ?? '')
  return new Map((await store.sentBefore(tx, authors, clientIds)).map((message) => [keyOf(message), message]))
}

/** By author and clientId where it has one, else by its own id. */
function keyOf({ author, clientId, id }: Message): string {
  return clientId === null ? id : `${clientId} ${author}`
}

function mustHave(known: Map<string, Placed>, message: Message): Placed {
  const placed = known.get(keyOf(message))
  if (!placed) throw new Error(`Message ${message.id} was written and is not there`)
  return placed
}
