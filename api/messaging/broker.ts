/** A business event as it travels: JSON text and what the broker knows about it. */
export type Envelope = {
  /** Unique per event, the same at every redelivery; null when the publisher gave none (the .NET services). */
  id: string | null
  /** The event's name in lower case, which is the routing key: `policycreated`. */
  name: string
  /** The publisher's type name, where it gave one. */
  type: string | null
  /** The body as text: JSON, unless the publisher is wrong. */
  body: string
  /** When the publisher says it happened. */
  at: Date | null
}

/** What a broker is given; `subject` as in {@link OutboxEvent}. */
export type PublishedEnvelope = Envelope & { subject?: string }

/** An envelope of our own on its way out. */
export type OutboxEvent = Envelope & {
  id: string
  at: Date
  /** What it is about, for example a policy number: events about one subject never overtake each other. */
  subject: string
}

/**
 * The handler returning is the acknowledgement. Throwing is a retry with growing pauses; after the fifth time the
 * envelope is a dead letter with the reason. Throwing {@link PoisonMessage} makes it a dead letter at once: no retry
 * could help. `receivedAt` is when this process first received the envelope, the same at every attempt.
 */
export type EnvelopeHandler = (envelope: Envelope, receivedAt: Date) => Promise<void>

/**
 * Carries business events between services. At least once: every engine may deliver an envelope again, also after its
 * handler returned. One queue's envelopes are handled one at a time and in order, over all processes, except that one
 * that failed lets others pass while it pauses.
 */
export type Broker = {
  /**
   * Resolves when the broker has taken over responsibility. Rejects when it could not be reached or did not answer in
   * time, and with {@link PublishRejected} when it would not take this envelope.
   */
  publish(envelope: PublishedEnvelope): Promise<void>
  /**
   * Consumes the events with these names (`PolicyCreated`), each from a durable queue of its own that is bound to the
   * name in lower case. A queue's name is that of the event; with a `consumer`, `<consumer>.<event>`: each consumer gets
   * every event, and one that fails delays no other. Resolves when the queues are consumed; with the broker out of reach
   * at once, and they are consumed as soon as it is back.
   */
  consume(events: readonly string[], handle: EnvelopeHandler, consumer?: string): Promise<void>
  /** False while the broker cannot be reached. */
  ready(): boolean
  /** Names of the queues and exchanges that cannot be used although the broker is reached: others of the same name, or no rights. */
  unavailable(): string[]
  /** Stops consuming, waits for handlers and publishes in flight, then disconnects. */
  close(): Promise<void>
}

/** Thrown by a handler for an envelope that no retry can help. */
export class PoisonMessage extends Error {
  override name = 'PoisonMessage'
}

/** The broker rejected this envelope: no queue is bound to its name, or it cannot be encoded. */
export class PublishRejected extends Error {
  override name = 'PublishRejected'
  /** The broker has no room for it now; nothing is wrong with the envelope. */
  readonly forNow: boolean

  constructor(message: string, { forNow = false } = {}) {
    super(message)
    this.forNow = forNow
  }
}

/** How often an envelope is handed to a handler before it is a dead letter. */
export const deliveryLimit = 5

/** Milliseconds to wait after the first, second, … failure: half a minute in all. */
export const retryPauses: readonly number[] = [200, 1_000, 5_000, 25_000]
