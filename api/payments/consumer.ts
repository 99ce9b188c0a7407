import { type Consumer, on } from '../messaging/consumer.ts'
import { policyCreatedType, policyTerminatedType } from '../policies/events.ts'
import type { Payments } from './service.ts'

/** Keeps the accounts of policies, whoever sells and terminates them. */
export function paymentsConsumer(payments: Pick<Payments, 'openAccount' | 'closeAccount'>): Consumer {
  return {
    name: 'payments',
    handlers: [
      on(policyCreatedType, { handle: payments.openAccount }),
      on(policyTerminatedType, { handle: payments.closeAccount }),
    ],
  }
}
