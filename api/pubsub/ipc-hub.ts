import { isObject } from './channels.ts'
import type { Packet } from './handlers.ts'

/** A message of pub/sub between the workers of one machine; the primary passes its text on without reading it. */
export type IpcPublication = Packet & { kind: 'publication'; channel: string }

/** One end of the IPC channel between a worker and its primary: `process` in the one, the worker's in the other. */
export type IpcChannel = {
  send(message: IpcPublication, sent: () => void): unknown
  on(event: 'message', handler: (message: unknown) => void): unknown
  off(event: 'message', handler: (message: unknown) => void): unknown
}

/** Null for everything else that travels by the IPC channel. */
export function parseIpcPublication(message: unknown): IpcPublication | null {
  if (!isObject(message) || message.kind !== 'publication') return null
  const { channel, version, text } = message
  if (typeof channel !== 'string' || typeof version !== 'number' || typeof text !== 'string') return null
  return { kind: 'publication', channel, version, text }
}

/** Characters under way that the other side has not taken; more are dropped: a frozen process must not fill our memory. */
const maxInFlight = 16_777_216

/** Sends publications into one end of an IPC channel; one that cannot be delivered is lost. */
export function ipcPublisher(channel: IpcChannel): (publication: IpcPublication) => void {
  let inFlight = 0
  return (publication) => {
    if (inFlight >= maxInFlight) return
    // With a hundred for what carries it.
    const size = publication.text.length + 100
    inFlight += size
    // With a callback, `send` does not throw when the channel is closed.
    channel.send(publication, () => {
      inFlight -= size
    })
  }
}

/** Calls `handler` for every publication that arrives by an IPC channel; the returned function ends that. */
export function onIpcPublication(channel: IpcChannel, handler: (publication: IpcPublication) => void): () => void {
  const listener = (message: unknown) => {
    const publication = parseIpcPublication(message)
    if (publication) handler(publication)
  }
  channel.on('message', listener)
  return () => channel.off('message', listener)
}

/** The primary's part: passes what one worker publishes on to all others. The returned function removes a worker. */
export function createIpcHub(): { join(channel: IpcChannel): () => void } {
  const publishers = new Map<IpcChannel, (publication: IpcPublication) => void>()
  return {
    join: (channel) => {
      publishers.set(channel, ipcPublisher(channel))
      const unsubscribe = onIpcPublication(channel, (publication) => {
        for (const [other, publish] of publishers) if (other !== channel) publish(publication)
      })
      return () => {
        unsubscribe()
        publishers.delete(channel)
      }
    },
  }
}
