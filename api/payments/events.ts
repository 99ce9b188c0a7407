import type { Cents } from '../lib/money.ts'
import type { OutboxEvent } from '../messaging/broker.ts'
import type { EventType } from '../messaging/event-type.ts'
import { readBody } from '../messaging/json-body.ts'
import { outboxEvent, wireMoney } from '../messaging/outbox-event.ts'

/** What the payments slice tells the other services, and understands when one of them tells it. */

/** Routing key `paymentreceived`: `{ "PolicyNumber": "…", "Amount": 72.00, "AgentLogin": "jimmy.solid" }`; the agent may be missing. */
export type PaymentReceived = {
  kind: 'PaymentReceived'
  policyNumber: string
  amount: Cents
  /** Who sold the policy. */
  agentLogin: string | null
}

/** A payment was booked to the account of a policy. */
export function paymentReceived(
  { policyNumber, amount, agentLogin }: Omit<PaymentReceived, 'kind'>,
  at: Date,
): OutboxEvent {
  return outboxEvent({ service: 'PaymentService.Api', name: 'PaymentReceived' }, policyNumber, at, {
    PolicyNumber: policyNumber,
    Amount: wireMoney(amount),
    AgentLogin: agentLogin,
  })
}

/** Reads the body of a `PaymentReceived`. Throws PoisonMessage, which names the member that cannot be understood. */
export function parsePaymentReceived(body: string): PaymentReceived {
  const members = readBody(body)
  return {
    kind: 'PaymentReceived',
    policyNumber: members.text('PolicyNumber'),
    amount: members.cents('Amount'),
    agentLogin: members.textOrNull('AgentLogin'),
  }
}

export const paymentReceivedType: EventType<PaymentReceived> = { name: 'PaymentReceived', parse: parsePaymentReceived }
