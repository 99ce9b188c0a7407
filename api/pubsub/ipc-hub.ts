/** A ring between the workers of one machine; its message is JSON text, which nobody on the way has to read. */
export type IpcPublication = { kind: 'ring'; channel: string; text: string }

/** One end of the channel between a worker and its primary: `process` in the one, the worker's in the other. */
export type IpcChannel = {
  send(message: IpcPublication, sent: () => void): unknown
  on(event: 'message', handler: (message: unknown) => void): unknown
  off(event: 'message', handler: (message: unknown) => void): unknown
}

/** Rings beyond so many characters that the other side has not taken are dropped: one that froze must not fill our memory. */
const maxInFlight = 16_777_216

/** What rings one end of a channel; a ring that cannot be delivered is lost. */
export function ipcPublisher(channel: IpcChannel): (ring: IpcPublication) => void {
  let inFlight = 0
  return (ring) => {
    if (inFlight >= maxInFlight) return
    // With a hundred for what carries it.
    const size = ring.text.length + 100
    inFlight += size
    // With somebody to tell, a channel that is closed does not throw.
    channel.send(ring, () => {
      inFlight -= size
    })
  }
}

/** Calls `hear` for every ring of a channel, which carries other messages too; the returned function ends that. */
export function onIpcPublication(channel: IpcChannel, handler: (ring: IpcPublication) => void): () => void {
  const listener = (message: unknown) => {
    if ((message as { kind?: unknown } | null)?.kind === 'ring') handler(message as IpcPublication)
  }
  channel.on('message', listener)
  return () => channel.off('message', listener)
}

/** The primary's part: passes what one worker rings on to all others. The returned function takes a channel out. */
export function createIpcHub(): { join(channel: IpcChannel): () => void } {
  const ringers = new Map<IpcChannel, (ring: IpcPublication) => void>()
  return {
    join: (channel) => {
      ringers.set(channel, ipcPublisher(channel))
      const unsubscribe = onIpcPublication(channel, (ring) => {
        for (const [other, passOn] of ringers) if (other !== channel) passOn(ring)
      })
      return () => {
        unsubscribe()
        ringers.delete(channel)
      }
    },
  }
}
