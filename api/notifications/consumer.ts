import { setTimeout as sleep } from 'node:timers/promises'
import { commissionCalculatedType } from '../commissions/events.ts'
import { createBackoff } from '../lib/backoff.ts'
import {
  type Consumer,
  type EventDelivery,
  type HandlerContext,
  type HandlerOptions,
  on,
} from '../messaging/consumer.ts'
import { paymentReceivedType } from '../payments/events.ts'
import { policyCreatedType, policyTerminatedType, productActivatedType, tariffChangedType } from '../policies/events.ts'
import type { BusinessEvent } from './events.ts'
import type { Notifications } from './service.ts'

export type NotificationsConsumerOptions = {
  notifications: Pick<Notifications, 'notify'>
  /** Whether Parley itself sold this policy, so that the event of its sale is sure to come. */
  isOurs(policyNumber: string): Promise<boolean>
  saleTimeout?: SaleTimeout
}

/**
 * How long, in milliseconds, what refers to a policy waits for the event of its sale, which travels in a queue of its
 * own. Ours: longer than all attempts at the sale take together. A stranger's sale may have been lost, or sent before
 * Parley was there to hear it; if it is on its way, the outbox of the .NET services holds it for a second at most.
 */
export type SaleTimeout = { ours: number; strangers: number }
const defaultTimeout: SaleTimeout = { ours: 45_000, strangers: 2_000 }

/** Notifies agents of every event. */
export function notificationsConsumer(options: NotificationsConsumerOptions): Consumer {
  const notify: HandlerOptions<BusinessEvent> = { handle: options.notifications.notify }
  const notifyAfterSale: HandlerOptions<BusinessEvent> = { ...notify, before: createSaleWait(options) }
  return {
    name: 'notifications',
    handlers: [
      on(policyCreatedType, notify),
      on(policyTerminatedType, notifyAfterSale),
      on(productActivatedType, notify),
      on(tariffChangedType, notify),
      on(paymentReceivedType, notifyAfterSale),
      on(commissionCalculatedType, notifyAfterSale),
    ],
  }
}

/** A look at the inbox that took longer than this, in milliseconds, shows that the database was away meanwhile. */
const longestLook = 1_000

/**
 * Keeps the order between queues: the seller, and with it who may see a notification, is known from the sale. The time
 * runs from when an event was received, so a queue of events that wait in vain takes no longer than its first. It does
 * not run while the database is away: nothing could have come of the sale then.
 */
function createSaleWait({ isOurs, saleTimeout = defaultTimeout }: NotificationsConsumerOptions) {
  let lookingSince = Date.now()

  const look = async (policyNumber: string, { hasSeen }: HandlerContext): Promise<boolean> => {
    const begun = Date.now()
    let answered = false
    try {
      const seen = await hasSeen(policyCreatedType, policyNumber)
      answered = Date.now() - begun <= longestLook
      return seen
    } finally {
      if (!answered) lookingSince = Date.now()
    }
  }

  return async ({ event, receivedAt }: EventDelivery<BusinessEvent>, context: HandlerContext): Promise<void> => {
    if (!('policyNumber' in event) || event.policyNumber === null) return
    if (await look(event.policyNumber, context)) return
    const timeout = (await isOurs(event.policyNumber)) ? saleTimeout.ours : saleTimeout.strangers
    const left = () => Math.max(receivedAt.getTime(), lookingSince) + timeout - Date.now()
    const backoff = createBackoff({ first: 20, longest: 250 })
    while (left() > 0) {
      await sleep(Math.min(backoff.next(), left()), null, { signal: context.signal })
      if (await look(event.policyNumber, context)) return
    }
  }
}
