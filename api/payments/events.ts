import { centsOf } from '../lib/money.ts'
import type { OutboxEvent } from '../messaging/broker.ts'
import { type Content, describeEvent, type EventOf, publishedEvent } from '../messaging/described-event.ts'
import { amount, optionalText, text } from '../messaging/event-member.ts'

/** What the payments slice tells the other services, and understands when one of them tells it. */

export const paymentReceivedType = describeEvent({
  name: 'PaymentReceived',
  kind: 'PaymentReceived',
  summary: 'A payment for a policy came in.',
  service: 'PaymentService.Api',
  members: {
    policyNumber: text('PolicyNumber', {
      meaning: 'The policy that was paid for; the same in any case.',
      example: '028310e0-96cc-43f4-9c83-c33f370bd8a3',
    }),
    amount: amount('Amount', { meaning: 'What was paid.', example: centsOf(7200) }),
    agentLogin: optionalText('AgentLogin', { meaning: 'Who sold the policy.', example: 'jimmy.solid' }),
  },
  publishedWhen: 'a line of a bank statement was booked to the account of a policy',
  toldAs: 'A payment of 72.00 EUR was received.',
  toldTo: 'everybody',
})

export type PaymentReceived = EventOf<typeof paymentReceivedType>

/** A payment was booked to the account of a policy. */
export function paymentReceived(payment: Content<typeof paymentReceivedType>, at: Date): OutboxEvent {
  return publishedEvent(paymentReceivedType, payment.policyNumber, at, payment)
}
