import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import {
  type BusinessEvent,
  parseCommissionCalculated,
  parsePaymentReceived,
  parseProductActivated,
  parseTariffChanged,
} from '../notifications/events.ts'
import { parsePolicyCreated, parsePolicyTerminated } from '../policies/events.ts'
import { type Broker, type Envelope, PoisonMessage } from './broker.ts'

/** An event on its way to the agents. `inboxKey` is the same for every delivery of one event. */
export type EventDelivery = { event: BusinessEvent; inboxKey: string; at: Date }

export type BridgeOptions = {
  broker: Broker
  log: Logger
  /** One transaction: inbox mark, notification, feed entry. It throws to see the event again later. */
  deliver(delivery: EventDelivery): Promise<void>
  /** Whether the event with this inbox key was delivered before. */
  hasSeen(inboxKey: string): Promise<boolean>
  /** Whether Parley itself sold this policy, so that the event of its sale is sure to come. */
  isOurs(policyNumber: string): Promise<boolean>
  /** Whether a failure says that a server could not be reached, which is not the event's fault. */
  isUnreachable(error: unknown): boolean
  /** Whether the database answers: while it does not, no failure is the event's fault. */
  isUp(): Promise<boolean>
  now?: () => Date
}

const parsers = {
  PolicyCreated: parsePolicyCreated,
  PolicyTerminated: parsePolicyTerminated,
  ProductActivated: parseProductActivated,
  TariffChanged: parseTariffChanged,
  PaymentReceived: parsePaymentReceived,
  CommissionCalculated: parseCommissionCalculated,
} satisfies Record<string, (body: string) => BusinessEvent>
const parserOf = new Map(Object.entries(parsers).map(([name, parser]) => [name.toLowerCase(), parser]))

/**
 * How long, in milliseconds, a termination waits for the event of its sale, which travels in a queue of its own: longer
 * than all attempts at the sale take together. A stranger's may have been lost, or sent before Parley was there to hear it.
 */
const saleTimeout = { ours: 45_000, strange: 500 }

/**
 * Hands the events of all services to the slices, our own as everybody else's. Resolves when it consumes. `stop()`
 * gives up its waits, so that the broker can return what is in flight; the broker's `close()` ends the consuming.
 */
export async function startBridge(options: BridgeOptions): Promise<{ stop(): void }> {
  const { broker, log, deliver, hasSeen, isOurs, isUnreachable, isUp, now = () => new Date() } = options
  const stopped = new AbortController()

  // Both wait in place: what follows in the same queue could not go on either, and the order is kept.
  async function awaitSale(event: BusinessEvent): Promise<void> {
    if (event.kind !== 'PolicyTerminated') return
    const sale = saleKey(event.policyNumber)
    if (await hasSeen(sale)) return
    const until = Date.now() + ((await isOurs(event.policyNumber)) ? saleTimeout.ours : saleTimeout.strange)
    for (let pause = 10; Date.now() < until && !(await hasSeen(sale)); pause = Math.min(pause * 2, 250))
      await sleep(pause, null, { signal: stopped.signal })
  }
  /** The pauses come first: a connection that breaks again and again must not be asked without end. */
  async function awaitDatabase(): Promise<void> {
    let pause = 50
    do {
      await sleep(pause, null, { signal: stopped.signal })
      pause = Math.min(pause * 2, 2_000)
    } while (!(await isUp()))
  }

  // A failure for want of a server is waited out in place: it costs the event no attempt and no turn.
  async function deliverInPlace(delivery: EventDelivery): Promise<void> {
    for (;;) {
      try {
        await awaitSale(delivery.event)
        return await deliver(delivery)
      } catch (error) {
        if (!isUnreachable(error) && (await isUp())) throw error
        log.warn({ error: String(error), inboxKey: delivery.inboxKey }, 'bridge: the database is away, waiting for it')
        await awaitDatabase()
      }
    }
  }

  await broker.consume(Object.keys(parsers), async (envelope) => {
    const event = parse(envelope)
    const delivery = { event, inboxKey: inboxKey(envelope, event), at: envelope.at ?? now() }
    await deliverInPlace(delivery)
    log.debug({ name: envelope.name, messageId: envelope.id, inboxKey: delivery.inboxKey }, 'bridge: delivered')
  })
  return { stop: () => stopped.abort(new Error('The bridge is stopping')) }
}

function parse(envelope: Envelope): BusinessEvent {
  const parser = parserOf.get(envelope.name)
  if (!parser) throw new PoisonMessage(`Nobody here understands ${envelope.name}`)
  return parser(envelope.body)
}

/**
 * A policy is created once and terminated once, so (name, policy number) knows a repetition whatever the publisher
 * says. Anything else is known by its message id, or by its words when it has none.
 */
function inboxKey(envelope: Envelope, event: BusinessEvent): string {
  if (event.kind === 'PolicySold') return saleKey(event.policyNumber)
  if (event.kind === 'PolicyTerminated') return `policyterminated:${event.policyNumber.toLowerCase()}`
  const identity = envelope.id ?? createHash('sha256').update(envelope.body).digest('base64url')
  return `message:${envelope.name}:${identity}`
}

function saleKey(policyNumber: string): string {
  return `policycreated:${policyNumber.toLowerCase()}`
}
