import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { type Broker, type Envelope, PoisonMessage } from './broker.ts'
import type { DeadLetters } from './dead-letters.ts'

/** One engine on a server that the test owns. Brokers opened on the same server share its queues. */
export type Subject = {
  open(): Promise<Broker>
  deadLetters(): Promise<DeadLetters>
  dispose(): Promise<void>
}

/** What every engine promises; `subject()` gives fresh queues each time. Retries pause for milliseconds only. */
export function brokerContract(engine: string, subject: () => Promise<Subject>): void {
  describe(`the ${engine} broker`, () => {
    const cleanUp: (() => Promise<void>)[] = []
    afterEach(async () => {
      for (const dispose of cleanUp.splice(0).reverse()) await dispose()
    })

    async function start() {
      const server = await subject()
      cleanUp.push(server.dispose)
      const open = async () => {
        const broker = await server.open()
        cleanUp.push(broker.close)
        return broker
      }
      return { server, open, broker: await open() }
    }

    test('an event MUST reach its handler as it was published', async () => {
      const { broker } = await start()
      const seen = recorder()
      await broker.consume(['PolicyCreated'], seen.record)
      const sent = envelope('policycreated', { body: '{"name":"Żak \\"<b>\\" 漢字 🚗"}' })
      await broker.publish(sent)
      const [got] = await seen.reached(1)
      expect(got).toEqual(sent)
    })

    test('an event with nothing but a body MUST reach its handler', async () => {
      const { broker } = await start()
      const seen = recorder()
      await broker.consume(['PolicyCreated'], seen.record)
      const bare = { id: null, name: 'policycreated', type: null, body: '{}', at: null }
      await broker.publish(bare)
      expect(await seen.reached(1)).toEqual([bare])
    })

    test('one queue MUST be handled in order and one at a time', async () => {
      const { broker } = await start()
      const seen = recorder()
      let running = 0
      let most = 0
      await broker.consume(['PolicyCreated'], async (event) => {
        most = Math.max(most, ++running)
        await nextTurn()
        running--
        await seen.record(event)
      })
      const sent = Array.from({ length: 60 }, (_, n) => envelope('policycreated', { id: `event-${n}` }))
      await Promise.all(sent.map((event) => broker.publish(event)))
      expect(ids(await seen.reached(60))).toEqual(ids(sent))
      expect(most).toBe(1)
    })

    test('two processes MUST share a queue without a repetition, and in order', async () => {
      const { broker, open } = await start()
      const seen = recorder()
      await broker.consume(['PolicyCreated'], seen.record)
      const other = await open()
      await other.consume(['PolicyCreated'], seen.record)
      const sent = Array.from({ length: 30 }, (_, n) => envelope('policycreated', { id: `event-${n}` }))
      for (const event of sent) await broker.publish(event)
      expect(ids(await seen.reached(30))).toEqual(ids(sent))
    })

    test('each name MUST have a queue of its own, so that a slow one delays nobody else', async () => {
      const { broker } = await start()
      const seen = recorder()
      const held = Promise.withResolvers<void>()
      await broker.consume(['PolicyCreated'], () => held.promise)
      await broker.consume(['PolicyTerminated'], seen.record)
      await broker.publish(envelope('policycreated'))
      await broker.publish(envelope('policyterminated'))
      expect((await seen.reached(1))[0]?.name).toBe('policyterminated')
      held.resolve()
    })

    test('each consumer MUST have a queue of its own: one that fails delays no other, and its dead letters are its own', async () => {
      const { server, broker } = await start()
      const seen = recorder()
      let broken = true
      const payments = recorder()
      await broker.consume(['PolicyCreated'], seen.record)
      await broker.consume(
        ['PolicyCreated'],
        async (event) => {
          if (broken) throw new PoisonMessage('the payments are broken')
          await payments.record(event)
        },
        'payments',
      )
      const sent = [envelope('policycreated', { id: 'one' }), envelope('policycreated', { id: 'two' })]
      for (const event of sent) await broker.publish(event)
      expect(await seen.reached(2)).toEqual(sent)
      const letters = await lettersOf(server, 2)
      for (const { from, envelope: dead } of letters) {
        expect(from).toMatch(/payments\.PolicyCreated$/i)
        expect(dead.name).toBe('policycreated')
      }
      broken = false
      await withLetters(server, async (dead) => {
        for (const { id } of letters) expect(await dead.replay(id)).toBe(true)
      })
      expect(ids(await payments.reached(2)).sort()).toEqual(['one', 'two'])
      expect(seen.seen).toHaveLength(2)
    })

    test('an event that nobody consumes MUST be refused by name', async () => {
      const { broker } = await start()
      await broker.consume(['PolicyCreated'], async () => {})
      await expect(broker.publish(envelope('policyforgotten'))).rejects.toMatchObject({
        name: 'PublishRejected',
        message: expect.stringContaining('policyforgotten'),
      })
    })

    test('a handler that throws MUST see the event again, while others pass', async () => {
      const { broker } = await start()
      const seen = recorder()
      let failures = 2
      await broker.consume(['PolicyCreated'], async (event) => {
        if (event.id === 'stumbles' && failures-- > 0) throw new Error('not now')
        await seen.record(event)
      })
      await broker.publish(envelope('policycreated', { id: 'stumbles' }))
      await broker.publish(envelope('policycreated', { id: 'passes' }))
      expect(ids(await seen.reached(2))).toEqual(['passes', 'stumbles'])
    })

    test('a handler that throws for ever MUST be tried five times, then the event is a dead letter', async () => {
      const { server, broker } = await start()
      let tries = 0
      await broker.consume(['PolicyCreated'], async () => {
        tries++
        throw new Error('it cannot be done')
      })
      const sent = envelope('policycreated', { body: '{"a":1}' })
      await broker.publish(sent)
      const letters = await lettersOf(server, 1)
      expect(letters).toMatchObject([
        {
          reason: 'it cannot be done',
          attempts: 5,
          envelope: { id: sent.id, name: 'policycreated', type: sent.type, body: '{"a":1}' },
        },
      ])
      expect(letters[0]?.from).toMatch(/PolicyCreated$/i)
      expect(tries).toBe(5)
    })

    test('poison MUST be a dead letter at once, and the next event is handled', async () => {
      const { server, broker } = await start()
      const seen = recorder()
      let tries = 0
      await broker.consume(['PolicyCreated'], async (event) => {
        if (event.body !== 'garbage') return seen.record(event)
        tries++
        throw new PoisonMessage('The body is not JSON')
      })
      await broker.publish(envelope('policycreated', { body: 'garbage' }))
      await broker.publish(envelope('policycreated', { id: 'next' }))
      expect(ids(await seen.reached(1))).toEqual(['next'])
      expect(await lettersOf(server, 1)).toMatchObject([{ reason: 'The body is not JSON', attempts: 1 }])
      expect(tries).toBe(1)
    })

    test('a dead letter MUST be handled when it is replayed, and be gone', async () => {
      const { server, broker } = await start()
      const seen = recorder()
      let mended = false
      await broker.consume(['PolicyCreated'], async (event) => {
        if (!mended) throw new PoisonMessage('broken')
        await seen.record(event)
      })
      await broker.publish(envelope('policycreated', { id: 'one' }))
      await broker.publish(envelope('policycreated', { id: 'two' }))
      const [first] = await lettersOf(server, 2)
      mended = true
      await withLetters(server, async (letters) => {
        expect(await letters.replay(first?.id ?? '')).toBe(true)
        expect(ids(await seen.reached(1))).toEqual(['one'])
        expect(ids((await letters.list(10)).map((letter) => letter.envelope))).toEqual(['two'])
        expect(await letters.replay(first?.id ?? '')).toBe(false)
      })
    })

    test('a dead letter that is discarded MUST be gone for ever', async () => {
      const { server, broker } = await start()
      await broker.consume(['PolicyCreated'], async () => {
        throw new PoisonMessage('broken')
      })
      await broker.publish(envelope('policycreated'))
      const [letter] = await lettersOf(server, 1)
      await withLetters(server, async (letters) => {
        expect(await letters.discard(letter?.id ?? '')).toBe(true)
        expect(await letters.list(10)).toEqual([])
        expect(await letters.discard(letter?.id ?? '')).toBe(false)
      })
    })

    test('what was published and not handled MUST be there for the next process', async () => {
      const { broker, open } = await start()
      const seen = recorder()
      const begun = Promise.withResolvers<void>()
      await broker.consume(['PolicyCreated'], async () => {
        begun.resolve()
        throw new Error('stopping')
      })
      await broker.publish(envelope('policycreated', { id: 'kept' }))
      await begun.promise
      await broker.close()
      const next = await open()
      await next.consume(['PolicyCreated'], seen.record)
      expect(ids(await seen.reached(1))).toEqual(['kept'])
    })

    test('close MUST wait for the handler in flight and acknowledge what it did', async () => {
      const { broker, open } = await start()
      const begun = Promise.withResolvers<void>()
      const go = Promise.withResolvers<void>()
      let finished = false
      await broker.consume(['PolicyCreated'], async () => {
        begun.resolve()
        await go.promise
        finished = true
      })
      await broker.publish(envelope('policycreated'))
      await begun.promise
      const closed = broker.close()
      go.resolve()
      await closed
      expect(finished).toBe(true)
      const next = await open()
      const seen = recorder()
      await next.consume(['PolicyCreated'], seen.record)
      await next.publish(envelope('policycreated', { id: 'the only one left' }))
      expect(ids(await seen.reached(1))).toEqual(['the only one left'])
    })

    test('a closed broker MUST refuse to publish instead of hanging', async () => {
      const { broker } = await start()
      await broker.consume(['PolicyCreated'], async () => {})
      expect(broker.ready()).toBe(true)
      await broker.close()
      expect(broker.ready()).toBe(false)
      await expect(broker.publish(envelope('policycreated'))).rejects.toThrow()
    })
  })
}

export function envelope(name: string, over: Partial<Envelope> = {}): Envelope & { at: Date } {
  return { id: randomUUID(), name, type: 'Some.Type, Some', body: '{"a":1}', at: new Date(), ...over } as Envelope & {
    at: Date
  }
}

/** Records envelopes; `reached(n)` resolves when n are there and gives them all. */
export function recorder() {
  const seen: Envelope[] = []
  let check = () => {}
  return {
    seen,
    record: async (event: Envelope) => {
      seen.push(event)
      check()
    },
    reached: (count: number) =>
      new Promise<Envelope[]>((resolve) => {
        check = () => {
          if (seen.length >= count) resolve([...seen])
        }
        check()
      }),
  }
}

export function ids(events: readonly { id: string | null }[]): (string | null)[] {
  return events.map((event) => event.id)
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

async function withLetters<T>(server: Subject, work: (letters: DeadLetters) => Promise<T>): Promise<T> {
  const letters = await server.deadLetters()
  try {
    return await work(letters)
  } finally {
    await letters.close()
  }
}

export function lettersOf(server: Subject, count: number) {
  return withLetters(server, async (letters) => {
    for (;;) {
      const found = await letters.list(100)
      if (found.length >= count) return found
      await sleep(25)
    }
  })
}
