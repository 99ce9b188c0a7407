import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../db/db.ts'
import { type TestDatabase, testDatabase, testRole } from '../db/testing.ts'
import { type Broker, type Envelope, type OutboxEvent, PublishRejected } from './broker.ts'
import { recorder } from './broker-contract.ts'
import { embeddedBroker } from './embedded.ts'
import { countOutbox, createOutbox } from './outbox.ts'
import { parkedEvents } from './parked.ts'
import { connectRabbit } from './rabbitmq/rabbitmq.ts'
import { proxyTo, testTopology } from './rabbitmq/testing.ts'
import { type Relay, startRelay } from './relay.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
const cleanUp: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.db.sql`truncate outbox, broker_message`
})
afterEach(async () => {
  for (const dispose of cleanUp.splice(0).reverse()) await dispose()
})
afterAll(() => database.drop())

const event = (id: string, subject = randomUUID() as string): OutboxEvent => ({
  id,
  name: 'policycreated',
  type: null,
  body: JSON.stringify({ id }),
  at: new Date(),
  subject,
})

function relayTo(broker: Broker, slowTick = 60_000): Relay {
  const relay = startRelay({ db: database.db, broker, log, slowTick })
  cleanUp.push(relay.stop)
  return relay
}

/** Writes events as slices do, one transaction each. */
async function write(events: readonly OutboxEvent[], onCommit: () => void = () => {}): Promise<void> {
  const outbox = createOutbox({ onCommit })
  for (const each of events) await database.db.transaction((tx) => outbox.add(tx, each))
}

/** A broker that takes what `answer` lets it take, and remembers the order. */
function brokerThat(answer: (envelope: Envelope) => Promise<void> | void = () => {}) {
  const published: string[] = []
  const broker: Broker = {
    publish: async (envelope) => {
      await answer(envelope)
      published.push(envelope.id ?? '')
    },
    consume: async () => {},
    ready: () => true,
    unavailable: () => [],
    close: async () => {},
  }
  return { broker, published }
}

const empty = () => expect.poll(() => countOutbox(database.db.sql)).toEqual({ waiting: 0, parked: 0 })

describe('the outbox', () => {
  test('an event of a transaction that fails MUST NOT leave, and wake no relay', async () => {
    const outbox = createOutbox({
      onCommit: () => {
        throw new Error('woken')
      },
    })
    const failing = database.db.transaction(async (tx) => {
      await outbox.add(tx, event('never'))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await countOutbox(database.db.sql)).toEqual({ waiting: 0, parked: 0 })
  })

  test('an event MUST leave right after its commit, not at the next slow tick', async () => {
    const { broker, published } = brokerThat()
    const relay = relayTo(broker)
    await empty()
    await write([event('now')], relay.wake)
    await expect.poll(() => published).toEqual(['now'])
    await empty()
  })

  test('an event of a process that died before it woke the relay MUST leave at a slow tick', async () => {
    const { broker, published } = brokerThat()
    relayTo(broker, 50)
    await write([event('orphan')])
    await expect.poll(() => published).toEqual(['orphan'])
  })
})

describe('the relay', () => {
  test('what cannot be deleted MUST NOT be published, and leaves once when it can', async () => {
    const { broker, published } = brokerThat()
    const role = await testRole(
      database,
      'grant select, insert on all tables in schema public to $role',
      'grant update on outbox to $role',
    )
    const db = openDb(role.url)
    cleanUp.push(role.drop, db.close)
    await write([event('one'), event('other')])
    const relay = startRelay({ db, broker, log, slowTick: 20 })
    cleanUp.push(relay.stop)
    await expect.poll(() => db.state()).toBe('read-only')
    // The relay has logged it, so it has looked.
    expect(published).toEqual([])
    await database.db.sql.unsafe(`grant delete on outbox to ${role.name}`)
    await empty()
    expect(published.sort()).toEqual(['one', 'other'])
  })

  test('what was published and could not be deleted MUST NOT be published again by the same process', async () => {
    const { broker, published } = brokerThat()
    await database.db.sql.unsafe(`
      create function refuse_delete() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
      create trigger refuse_delete before delete on outbox execute function refuse_delete()`)
    await write([event('one'), event('other')])
    relayTo(broker, 20)
    await expect.poll(() => published).toHaveLength(2)
    await database.db.sql.unsafe('drop function refuse_delete cascade')
    await empty()
    expect(published.sort()).toEqual(['one', 'other'])
  })

  test('events MUST leave in the order in which they were written, in batches', async () => {
    const { broker, published } = brokerThat()
    const events = Array.from({ length: 250 }, (_, n) => event(`event-${n}`))
    await write(events)
    relayTo(broker)
    await empty()
    expect(published).toEqual(events.map(({ id }) => id))
  })

  test('an event MUST wait for the confirm of the one before it about the same subject, and for no other', async () => {
    const first = Promise.withResolvers<void>()
    const started: string[] = []
    const { broker, published } = brokerThat(async ({ id }) => {
      started.push(id ?? '')
      if (id === 'a1') await first.promise
    })
    await write([event('a1', 'a'), event('a2', 'a'), event('b1', 'b'), event('b2', 'b')])
    relayTo(broker)
    await expect.poll(() => published).toEqual(['b1', 'b2'])
    expect(started).not.toContain('a2')
    first.resolve()
    await empty()
    expect(published).toEqual(['b1', 'b2', 'a1', 'a2'])
  })

  test('an event whose predecessor was refused for now MUST NOT overtake it', async () => {
    let refusals = 2
    const { broker, published } = brokerThat(({ id }) => {
      if (id === 'a1' && refusals-- > 0) throw new PublishRejected('no room', { forNow: true })
    })
    await write([event('a1', 'a'), event('a2', 'a'), event('b1', 'b')])
    relayTo(broker, 20)
    await empty()
    expect(published).toEqual(['b1', 'a1', 'a2'])
  })

  test('an event that is refused for ever MUST be parked with its error, and block no other', async () => {
    const { broker, published } = brokerThat(({ id }) => {
      if (id === 'poison') throw new PublishRejected('No queue is bound to policycreated')
    })
    await write([event('poison', 'a'), event('after poison', 'a'), event('other', 'b')])
    // As if it had been refused nine times.
    await database.db.sql`update outbox set refusals = 9 where message_id = 'poison'`
    relayTo(broker, 20)
    await expect.poll(() => published).toEqual(['other', 'after poison'])
    // They leave the table after the broker has them.
    await expect.poll(() => countOutbox(database.db.sql)).toEqual({ waiting: 0, parked: 1 })
    const letters = await parkedEvents(database.db).list(10)
    expect(letters).toMatchObject([
      { from: 'outbox', reason: 'No queue is bound to policycreated', attempts: 10, envelope: { id: 'poison' } },
    ])
  })

  test('an event that was parked MUST leave when it is replayed, or be gone when it is discarded, also by the id that the last version gave it', async () => {
    const { broker, published } = brokerThat()
    await write([event('replayed'), event('discarded')])
    await database.db.sql`update outbox set set_aside_at = now(), error = 'no', refusals = 10`
    const parked = parkedEvents(database.db)
    const [first, second] = await parked.list(10)
    expect(await parked.replay(first?.id ?? '')).toBe(true)
    expect(await parked.replay(first?.id ?? '')).toBe(false)
    expect(second?.id).toMatch(/^event-\d+$/)
    expect(await parked.discard(second?.id.replace('event', 'fact') ?? '')).toBe(true)
    expect(await parked.discard(second?.id ?? '')).toBe(false)
    relayTo(broker)
    await empty()
    expect(published).toEqual(['replayed'])
  })

  test('trouble of the broker MUST NOT count against an event, however long it lasts, and be logged when it begins and ends', async () => {
    let troubles = 15
    const { broker, published } = brokerThat(() => {
      if (troubles-- > 0) throw new Error('RabbitMQ did not confirm')
    })
    await write([event('a1', 'a')])
    const lines: string[] = []
    const listening = pino({}, { write: (line) => void lines.push(JSON.parse(line).msg) })
    cleanUp.push(startRelay({ db: database.db, broker, log: listening, slowTick: 60_000 }).stop)
    await expect.poll(() => troubles).toBeLessThan(13)
    expect(await database.db.sql`select refusals, set_aside_at from outbox`).toEqual([
      { refusals: 0, setAsideAt: null },
    ])
    troubles = 0
    await empty()
    expect(published).toEqual(['a1'])
    expect(lines).toEqual([
      'relay: the broker is in trouble, trying again until it takes events',
      'relay: the broker takes events again',
    ])
  })

  test('stop MUST finish the events it holds', async () => {
    const go = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const { broker } = brokerThat(async () => {
      begun.resolve()
      await go.promise
    })
    await write([event('held')])
    const relay = startRelay({ db: database.db, broker, log })
    await begun.promise
    const stopped = relay.stop()
    go.resolve()
    await stopped
    expect(await countOutbox(database.db.sql)).toEqual({ waiting: 0, parked: 0 })
  })

  test('two relays MUST publish each event once and in order', async () => {
    const { broker, published } = brokerThat(() => sleep(1))
    const relays = [relayTo(broker, 20), relayTo(broker, 20), relayTo(broker, 20)]
    const events = Array.from({ length: 120 }, (_, n) => event(`event-${n}`, `subject-${n % 7}`))
    await write(events, () => {
      for (const relay of relays) relay.wake()
    })
    await empty()
    expect([...published].sort()).toEqual(events.map(({ id }) => id).sort())
    for (let subject = 0; subject < 7; subject++) {
      const of = (ids: string[]) => ids.filter((id) => Number(id.slice(5)) % 7 === subject)
      expect(of(published)).toEqual(of(events.map(({ id }) => id)))
    }
  })

  test('a relay that lost its connection in the middle MUST publish again rather than lose', async () => {
    const go = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const { broker, published } = brokerThat(async () => {
      begun.resolve()
      await go.promise
    })
    await write([event('twice')])
    relayTo(broker, 20)
    await begun.promise
    await database.db.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'`
    go.resolve()
    await empty()
    expect(new Set(published)).toEqual(new Set(['twice']))
  })
})

describe('from the outbox to a handler', () => {
  test('the embedded broker MUST deliver what was written, in order', async () => {
    const broker = embeddedBroker({ db: database.db, log, slowTick: 100 })
    cleanUp.push(broker.close)
    const seen = recorder()
    await broker.consume(['PolicyCreated'], seen.record)
    const events = Array.from({ length: 40 }, (_, n) => event(`event-${n}`, 'one subject'))
    const relay = relayTo(broker)
    await write(events, relay.wake)
    const { subject: _, ...first } = events[0] ?? event('')
    const got = await seen.reached(40)
    expect(got.map(({ id }) => id)).toEqual(events.map(({ id }) => id))
    expect(got[0]).toEqual(first)
  })

  test('events MUST wait while RabbitMQ is away, and arrive in order when it is back', async () => {
    const names = await testTopology()
    cleanUp.push(names.dispose)
    const proxy = await proxyTo(names.url)
    cleanUp.push(proxy.close)
    const broker = await connectRabbit(proxy.url, { ...names, log })
    cleanUp.push(broker.close)
    const seen = recorder()
    await broker.consume(['PolicyCreated'], seen.record)
    const relay = relayTo(broker)
    await write([event('before')], relay.wake)
    await seen.reached(1)
    // Else the confirm may be cut off, and the event is published again.
    await empty()
    proxy.refuse(true)
    proxy.cut()
    const events = Array.from({ length: 30 }, (_, n) => event(`event-${n}`, `subject-${n % 3}`))
    await write(events, relay.wake)
    expect((await countOutbox(database.db.sql)).waiting).toBe(30)
    proxy.refuse(false)
    await empty()
    const last = events.map(({ id }) => id)
    await expect.poll(() => seen.seen.map(({ id }) => id).filter((id) => id !== 'before')).toHaveLength(30)
    expect(seen.seen.map(({ id }) => id).filter((id) => id !== 'before')).toEqual(last)
  })
})
