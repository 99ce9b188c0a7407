import type { Tx } from '../db/db.ts'
import type { Envelope } from './broker.ts'
import { type EventType, inboxKeyOf } from './event-type.ts'

/** What one slice does with events: the whole of its `consumer.ts`. */
export type Consumer = {
  /** Names its queues and its inbox marks: `notifications`. Other consumers neither see nor delay them. */
  name: string
  handlers: readonly Handler[]
}

/** One event on its way to a slice. */
export type EventDelivery<Event> = {
  event: Event
  /** When it happened, or when it came where the publisher does not say. */
  at: Date
  /** When this process first received it. */
  receivedAt: Date
}

/** What a handler may ask before its transaction. */
export type HandlerContext = {
  /** Whether this consumer has taken in what happens to `subject` once. */
  hasSeen(type: { name: string }, subject: string): Promise<boolean>
  /** Aborted when the process stops: end every wait. */
  signal: AbortSignal
}

export type HandlerOptions<Event> = {
  /**
   * Runs before the transaction, again at every attempt. It may wait for something that should come first: the queue
   * waits with it, and so keeps its order.
   */
  before?(delivery: EventDelivery<Event>, context: HandlerContext): Promise<void>
  /**
   * Acts on the event, in the given transaction and nowhere else: for a repetition it is rolled back. Returning commits and acknowledges;
   * throwing is a retry with growing pauses and in the end a dead letter; throwing PoisonMessage is a dead letter at once.
   */
  handle(tx: Tx, delivery: EventDelivery<Event>): Promise<void>
}

/** A handler whose type of event is no longer visible, so that a consumer can have several. */
export type Handler = {
  event: string
  /** Throws PoisonMessage for an envelope that cannot be read. */
  open(envelope: Envelope, received: { at: Date; receivedAt: Date }): Task
}

/** An event that was read, and what is to be done with it. */
export type Task = {
  inboxKey: string
  before(context: HandlerContext): Promise<void>
  handle(tx: Tx): Promise<void>
}

/** What a consumer does with one type of event. */
export function on<Event>(type: EventType<Event>, options: HandlerOptions<Event>): Handler {
  return {
    event: type.name,
    open: (envelope, received) => {
      const event = type.parse(envelope.body)
      const delivery = { event, ...received }
      return {
        inboxKey: inboxKeyOf(type, event, envelope),
        before: async (context) => options.before?.(delivery, context),
        handle: (tx) => options.handle(tx, delivery),
      }
    },
  }
}
