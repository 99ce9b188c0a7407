import { randomUUID } from 'node:crypto'
import { type Cents, formatMoney } from '../lib/money.ts'
import type { OutboxEvent } from './broker.ts'
import { routingKeyOf } from './event-names.ts'

// Node has it; the compiler's library does not know it yet.
declare global {
  interface JSON {
    rawJSON(text: string): unknown
  }
}

/**
 * An event as the .NET services write it, with a message id, which theirs lack. Their consumers load the class that
 * `type` names, and the assembly after the comma: `PolicyService.Api.Events.PolicyCreated, PolicyService.Api`.
 */
export function outboxEvent(
  of: { service: string; name: string },
  subject: string,
  at: Date,
  body: object,
): OutboxEvent {
  return {
    id: randomUUID(),
    name: routingKeyOf(of.name),
    type: dotnetTypeOf(of),
    body: JSON.stringify(body),
    at,
    subject,
  }
}

/** The class and its assembly, as EasyNetQ writes them into the property `type`. */
export function dotnetTypeOf({ service, name }: { service: string; name: string }): string {
  return `${service}.Events.${name}, ${service}`
}

/** A number with two decimals in a body: as a float, 72.00 would be written as 72. */
export function wireMoney(cents: Cents): unknown {
  return JSON.rawJSON(formatMoney(cents))
}
