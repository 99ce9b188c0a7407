import type { OutboxEvent } from './broker.ts'
import { examplesOf, readMembers, type Shape, type Values, writeMembers } from './event-member.ts'
import type { EventName } from './event-names.ts'
import type { EventType } from './event-type.ts'
import { readBody } from './json-body.ts'
import { outboxEvent } from './outbox-event.ts'

/**
 * Everything that is said about one kind of event, once: its parser, the body of what we publish, the documents, the
 * AsyncAPI document and the examples come from here.
 */
export type DescribedEvent<Kind extends string = string, Described extends Shape = Shape> = EventType<
  { kind: Kind } & Values<Described>
> & {
  /** What the event is called inside. */
  kind: Kind
  /** What has happened, as a sentence. */
  summary: string
  /** The service whose class it is in the .NET estate: `PolicyService.Api`. */
  service: string
  members: Described
  /** When Parley publishes it; null when only others do. */
  publishedWhen: string | null
  /** What agents are told of it, by an example; and which of them. */
  toldAs: string
  toldTo: string
}

/** The event that a description describes. */
export type EventOf<Type> =
  Type extends DescribedEvent<infer Kind, infer Described> ? { kind: Kind } & Values<Described> : never

/** What of an event its description does not say. */
export type Content<Type> = Omit<EventOf<Type>, 'kind'>

/** Adds the parser, which throws PoisonMessage for the first member that cannot be read. */
export function describeEvent<const Kind extends string, Described extends Shape>(
  description: {
    name: EventName
    onceFor?: (event: Values<Described>) => string
  } & Omit<DescribedEvent<Kind, Described>, keyof EventType<unknown>>,
): DescribedEvent<Kind, Described> {
  const { kind, members } = description
  return { ...description, parse: (body) => ({ kind, ...readMembers(members, readBody(body)) }) }
}

/** The event as the .NET services write it, ready for the outbox. */
export function publishedEvent<Described extends Shape>(
  type: Pick<DescribedEvent<string, Described>, 'name' | 'service' | 'members'>,
  subject: string,
  at: Date,
  values: Values<Described>,
): OutboxEvent {
  return outboxEvent(type, subject, at, writeMembers(type.members, values))
}

/** The body of the description's example, with some values of its own: data for tests and documents. */
export function exampleOf<Described extends Shape>(
  { members }: { members: Described },
  values: Partial<Values<Described>> = {},
): string {
  return JSON.stringify(writeMembers(members, { ...examplesOf(members), ...values }))
}
