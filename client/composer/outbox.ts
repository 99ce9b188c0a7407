import type { Attachment } from '../files/attachment.ts'
import { scoped } from '../lib/base.ts'
import { type Reply, readReply } from './draft.ts'

/** A message of this browser that the server may not have yet. Its `clientId` makes sending it twice harmless. */
export type Pending = {
  clientId: string
  roomId: string
  text: string
  /** The message of the same room that it answers. */
  replyTo?: Reply
  /** The files it is sent with, which the server has already. */
  attachments?: Attachment[]
  /** Milliseconds since 1970; the order in which messages were written. */
  writtenAt: number
  state: 'sending' | 'sent' | 'failed'
  /** When the server took it, ISO; only of a sent one. */
  sentAt?: string
  /** What the server said against it; only of a failed one. */
  reason?: string
  /** It calls so many with `@here` that the server asks first; only of a failed one. */
  asksForHere?: boolean
  /** Its author wants to call them. */
  confirmHere?: boolean
}

export type PendingStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = (login: string) => `${scoped('parley.outbox')}.${login}.`

/**
 * Saves a message across reloads. Every message has its own key, so that tabs never overwrite each other. Storage that
 * is full or forbidden does not keep the message from being sent.
 */
export function savePending(storage: PendingStorage, login: string, message: Pending): void {
  try {
    storage.setItem(prefix(login) + message.clientId, JSON.stringify(message))
  } catch {}
}

export function removePending(storage: PendingStorage, login: string, clientId: string): void {
  storage.removeItem(prefix(login) + clientId)
}

/** The messages an earlier page of this agent did not send, in the order of writing; to be sent again under the same ids. */
export function loadPending(storage: PendingStorage, login: string): Pending[] {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
  return keys
    .filter((key) => key.startsWith(prefix(login)))
    .map((key) => readPending(storage.getItem(key)))
    .filter((message) => message !== null)
    .sort((a, b) => a.writtenAt - b.writtenAt)
}

function readPending(json: string | null): Pending | null {
  try {
    const value = JSON.parse(json ?? 'null') as Partial<Pending> | null
    if (!value?.clientId || !value.roomId || typeof value.writtenAt !== 'number') return null
    if (!value.text && !value.attachments?.length) return null
    const { clientId, roomId, text = '', attachments, writtenAt, reason } = value
    const state = value.state === 'failed' ? 'failed' : 'sending'
    const replyTo = readReply(JSON.stringify(value.replyTo ?? null)) ?? undefined
    const [asksForHere, confirmHere] = [value.asksForHere === true, value.confirmHere === true]
    return { clientId, roomId, text, replyTo, attachments, writtenAt, state, reason, asksForHere, confirmHere }
  } catch {
    return null
  }
}
