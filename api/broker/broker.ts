/** A business event as it travels: JSON text and what the broker knows about it. */
export type Envelope = {
  /** Unique per fact, the same at every redelivery; null when the publisher gave none (the .NET services). */
  id: string | null
  /** The event's name in lower case, which is the routing key: `policycreated`. */
  name: string
  /** The publisher's type name, where it gave one. */
  type: string | null
  /** The body as UTF-8 text: JSON if the publisher kept its word. */
  body: string
  /** When the publisher says it happened. */
  at: Date | null
}

/**
 * Carries business events between services. At least once: every engine may deliver an envelope again, also after its
 * handler returned, and delivers one queue's envelopes in order as long as none is retried.
 */
export type Broker = {
  /** Resolves when the broker has taken over responsibility; rejects when it refused or could not be reached. */
  publish(envelope: Envelope): Promise<void>
  /**
   * Consumes the events with these names, each from a durable queue of its own. The handler returning is the
   * acknowledgement. Throwing is a retry with growing pauses; after the last the envelope is a dead letter with the
   * reason. Throwing {@link Poison} makes it a dead letter at once: no retry could help.
   */
  consume(names: readonly string[], handle: (envelope: Envelope) => Promise<void>): Promise<void>
  /** False while the broker cannot be reached. */
  ready(): boolean
  /** Stops consuming, waits for handlers in flight, then disconnects. */
  close(): Promise<void>
}

/** Thrown by a handler for an envelope that no retry can help. */
export class Poison extends Error {
  override name = 'Poison'
}
