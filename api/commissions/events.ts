import { centsOf } from '../lib/money.ts'
import type { OutboxEvent } from '../messaging/broker.ts'
import { describeEvent, type EventOf, publishedEvent } from '../messaging/described-event.ts'
import { amount, optionalText } from '../messaging/event-member.ts'

/** What the commissions slice tells the other services, and understands when one of them tells it. */

export const commissionCalculatedType = describeEvent({
  name: 'CommissionCalculated',
  kind: 'CommissionCalculated',
  summary: 'A commission of an agent was calculated.',
  service: 'CommissionService.Api',
  members: {
    policyNumber: optionalText('PolicyNumber', {
      meaning: 'The policy that it is for; the same in any case.',
      example: '028310e0-96cc-43f4-9c83-c33f370bd8a3',
    }),
    amount: amount('Amount', { meaning: 'The commission; what is negative is taken back.', example: centsOf(720) }),
    agentLogin: optionalText('AgentLogin', { meaning: 'Whose it is.', example: 'jimmy.solid' }),
  },
  publishedWhen: 'an agent has earned a commission by a sale, or lost a part of one by a termination',
  toldAs: 'A commission of 7.20 EUR was calculated for jimmy.solid.',
  toldTo: 'the agent it names or who sold the policy; administrators alone if neither is known',
})

export type CommissionCalculated = EventOf<typeof commissionCalculatedType>

/** An agent has earned a commission, or lost a part of one. */
export function commissionCalculated(
  commission: Omit<CommissionCalculated, 'kind'> & { policyNumber: string },
  at: Date,
): OutboxEvent {
  return publishedEvent(commissionCalculatedType, commission.policyNumber, at, commission)
}
