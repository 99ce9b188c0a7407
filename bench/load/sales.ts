import { connect } from 'amqplib'
import { aHolder, aTrip } from '../../api/policies/testing.ts'
import type { Asker } from './asker.ts'
import { now } from './clock.ts'
import { Histogram } from './histogram.ts'
import { subscribe } from './subscription.ts'

const createOffer =
  'mutation ($input: CreateOfferInput!) { createOffer(input: $input) { ... on CreateOfferSuccess { offer { number } } } }'
const buyPolicy =
  'mutation ($input: BuyPolicyInput!) { buyPolicy(input: $input) { ... on BuyPolicySuccess { policy { number } } } }'
const notification = 'subscription { notification { node { id text ... on PolicySold { policyNumber } } } }'

type Offered = { createOffer: { offer: { number: string } } }
type Bought = { buyPolicy: { policy: { number: string } } }
type Delivered = { notification: { node: { policyNumber?: string } } }

/** Sales, and round trips, that come first and are not counted. */
const warmUp = 20
/** How long, in milliseconds, a notification may take before it counts as lost. */
const timeout = 30_000

/** Sales one after the other. Counts in milliseconds: from asking to buy, and from its answer, to the notification. */
export async function sell(asker: Asker, url: string, token: string | null, sales: number) {
  const notifiedAt = new Map<string, number>()
  let onDelivery = () => {}
  const leave = await subscribe({ url, token, query: notification, variables: {} }, (data) => {
    const number = (data as Delivered).notification.node.policyNumber
    if (number) notifiedAt.set(number, now())
    onDelivery()
  })
  const ask = <Data>(document: string, input: unknown) =>
    new Promise<Data>((answered) => asker.ask(document, { input }, (data) => answered(data as Data)))
  const [fromAsking, fromAnswer, buying] = [new Histogram(), new Histogram(), new Histogram()]
  for (let sale = 0; sale < warmUp + sales; sale++) {
    const { offer } = (await ask<Offered>(createOffer, aTrip())).createOffer
    const asked = now()
    const { policy } = (await ask<Bought>(buyPolicy, { offerNumber: offer.number, policyHolder: aHolder() })).buyPolicy
    const answered = now()
    while (!notifiedAt.has(policy.number)) {
      await new Promise<void>((resolve, reject) => {
        onDelivery = resolve
        setTimeout(reject, timeout, new Error(`There was no notification of policy ${policy.number}`)).unref()
      })
    }
    if (sale < warmUp) continue
    const at = notifiedAt.get(policy.number) as number
    fromAsking.add(at - asked)
    fromAnswer.add(Math.max(0, at - answered))
    buying.add(answered - asked)
  }
  leave()
  return { fromAsking: fromAsking.counts(), fromAnswer: fromAnswer.counts(), buying: buying.counts() }
}

/**
 * What the broker takes by itself: a persistent message to a quorum queue of its own, published, confirmed and
 * consumed, one after the other. Counts in milliseconds from publishing until both have happened.
 */
export async function roundTrips(amqpUrl: string, times: number): Promise<number[]> {
  // As everybody who asks and waits should: Nagle's algorithm would cost each of them 40 ms.
  const connection = await connect(amqpUrl, { noDelay: true })
  const channel = await connection.createConfirmChannel()
  const queue = `bench.${crypto.randomUUID()}`
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } })
  let consumed = () => {}
  await channel.consume(queue, (message) => {
    if (!message) return
    channel.ack(message)
    consumed()
  })
  const latencies = new Histogram()
  const body = Buffer.from(
    JSON.stringify({ PolicyNumber: queue, ProductCode: 'TRI', TotalPremium: 72, AgentLogin: 'jimmy.solid' }),
  )
  for (let time = 0; time < warmUp + times; time++) {
    const heard = new Promise<void>((resolve) => {
      consumed = resolve
    })
    const at = now()
    const confirmed = new Promise<void>((resolve, reject) =>
      channel.publish('', queue, body, { persistent: true, mandatory: true }, (error) =>
        error ? reject(error) : resolve(),
      ),
    )
    await Promise.all([heard, confirmed])
    if (time >= warmUp) latencies.add(now() - at)
  }
  await channel.deleteQueue(queue)
  await connection.close()
  return latencies.counts()
}
