import { createHash } from 'node:crypto'
import type { Envelope } from './broker.ts'
import { type EventName, routingKeyOf } from './event-names.ts'

/** What is known about one kind of event: its name, how its body is read, and what makes two deliveries the same event. */
export type EventType<Event> = {
  name: EventName
  /** Throws PoisonMessage, which names the member that cannot be read and what was expected of it. */
  parse(body: string): Event
  /** For an event that happens once to its subject, like the sale of a policy: the subject, in any case. */
  onceFor?(event: Event): string
}

/** The inbox key of what happens to `subject` once. */
export function onceKey(type: { name: string }, subject: string): string {
  return shortKey(`${routingKeyOf(type.name)}:`, subject.toLowerCase())
}

/**
 * The same for every delivery of one event. What can happen only once to a policy is known by its number, whatever the
 * publisher says. Anything else is known by its message id. Without an id it is known by its body and the time that the
 * publisher gave it: correlation ids do not help, since the .NET services make a new one for every attempt to publish.
 */
export function inboxKeyOf<Event>(type: EventType<Event>, event: Event, { id, body, at }: Envelope): string {
  if (type.onceFor) return onceKey(type, type.onceFor(event))
  const identity = id ?? digest(at === null ? body : `${at.toISOString()} ${body}`)
  return shortKey(`message:${routingKeyOf(type.name)}:`, identity)
}

/** An index of Postgres takes up to 2,704 bytes. */
function shortKey(prefix: string, identity: string): string {
  return prefix + (identity.length > 500 || identity.includes('\u0000') ? digest(identity) : identity)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
