import { type Consumer, on } from '../messaging/consumer.ts'
import { policyCreatedType, policyTerminatedType } from '../policies/events.ts'
import type { SalesModel } from './model-service.ts'

/** Counts the policies of all services, however their sales and terminations are ordered. */
export function salesConsumer({ sold, terminated }: Pick<SalesModel, 'sold' | 'terminated'>): Consumer {
  return {
    name: 'sales',
    handlers: [on(policyCreatedType, { handle: sold }), on(policyTerminatedType, { handle: terminated })],
  }
}
