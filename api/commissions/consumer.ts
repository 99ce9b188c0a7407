import { type Consumer, on } from '../messaging/consumer.ts'
import { policyCreatedType, policyTerminatedType } from '../policies/events.ts'
import type { CommissionCalculation } from './calculation-service.ts'

/** Gives agents their commissions, whichever service their policies were sold by. */
export function commissionsConsumer({ sold, terminated }: CommissionCalculation): Consumer {
  return {
    name: 'commissions',
    handlers: [on(policyCreatedType, { handle: sold }), on(policyTerminatedType, { handle: terminated })],
  }
}
