import { pino } from 'pino'
import type { Db } from '../db/db.ts'
import { testDatabase } from '../db/testing.ts'
import { createFeed, type Feed } from '../feed/feed.ts'
import { dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import type { Envelope } from '../messaging/broker.ts'
import { type DescribedEvent, exampleOf } from '../messaging/described-event.ts'
import type { Shape, Values } from '../messaging/event-member.ts'
import { handleOnce } from '../messaging/inbox.ts'
import { policyCreatedType, policyTerminatedType } from '../policies/events.ts'
import { inMemoryPubSub } from '../pubsub/in-memory.ts'
import { salesConsumer } from './consumer.ts'
import { createSales, type Sales } from './service.ts'

/** What an event of a sale says; what is left out is that of a journey. */
export type Told = {
  number: string
  product?: string
  agent?: string | null
  from?: string
  premium?: number
  at?: string
}

/** The sales slice over a database of its own. */
export type Board = {
  db: Db
  feed: Feed
  sales: Sales
  /** Delivers a `PolicyCreated` as a broker does: once, however often it comes. */
  sold(sale: Told): Promise<void>
  terminated(number: string, at?: string): Promise<void>
  /** Forgets every sale. */
  clear(): Promise<void>
  close(): Promise<void>
}

export async function openBoard(): Promise<Board> {
  const { db, drop } = await testDatabase()
  const feed = createFeed({ db, pubSub: inMemoryPubSub(), logger: pino({ level: 'silent' }), slowTick: 1_000 })
  const sales = createSales({ db, feed, now: () => new Date() })
  const { name, handlers } = salesConsumer(sales.model)

  const deliver = async <Described extends Shape>(
    type: DescribedEvent<string, Described>,
    values: Partial<Values<Described>>,
    at: string,
  ) => {
    const handler = handlers.find((one) => one.event === type.name)
    if (!handler) throw new Error(`${type.name} is not consumed`)
    const body = exampleOf(type, values)
    const envelope: Envelope = { id: null, name: type.name.toLowerCase(), type: null, body, at: null }
    const task = handler.open(envelope, { at: new Date(at), receivedAt: new Date() })
    await handleOnce(db, { consumer: name, key: task.inboxKey }, task.handle)
  }

  return {
    db,
    feed,
    sales,
    sold: ({
      number,
      product = 'TRI',
      agent = 'jimmy.solid',
      from = '2026-06-01',
      premium = 72,
      at = '2026-05-20T10:00Z',
    }) =>
      deliver(
        policyCreatedType,
        {
          policyNumber: number,
          productCode: product,
          policyFrom: dayOf(from),
          premium: centsOf(Math.round(premium * 100)),
          agentLogin: agent,
        },
        at,
      ),
    terminated: (number, at = '2026-07-01T10:00Z') =>
      deliver(policyTerminatedType, { policyNumber: number, premiumKept: centsOf(1000), refund: centsOf(6200) }, at),
    clear: async () => {
      for (const table of ['inbox', 'sale', 'sales_total']) await db.sql`delete from ${db.sql(table)}`
    },
    close: async () => {
      await feed.close()
      await drop()
    },
  }
}
