/** The events that services exchange, by the names of their classes. */
export const eventNames = [
  'PolicyCreated',
  'PolicyTerminated',
  'ProductActivated',
  'TariffChanged',
  'PaymentReceived',
  'CommissionCalculated',
] as const

export type EventName = (typeof eventNames)[number]

/** What an event is published with on the exchange: its name in lower case. */
export function routingKeyOf(event: string): string {
  return event.toLowerCase()
}
