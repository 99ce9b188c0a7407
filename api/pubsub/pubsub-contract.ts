import { afterEach, describe, expect, test } from 'vitest'
import { type Channel, isObject } from './channels.ts'
import type { PubSub } from './pubsub.ts'
import { channelOfAnything } from './testing.ts'

/** What every engine promises. `open()` connects one process; all of them share what lies between. */
export function pubSubContract(engine: string, open: () => Promise<PubSub>): void {
  describe(`the ${engine} pub/sub`, () => {
    const opened: PubSub[] = []
    afterEach(async () => {
      for (const pubSub of opened.splice(0)) await pubSub.close()
    })
    const start = async () => {
      const pubSub = await open()
      opened.push(pubSub)
      return pubSub
    }
    /** Every message that a subscriber gets, and the way to wait for so many. */
    async function subscriberOf<Message>(pubSub: PubSub, channel: Channel<Message>) {
      const received: Message[] = []
      let check = () => {}
      const unsubscribe = await pubSub.subscribe(channel, (message) => {
        received.push(message)
        check()
      })
      const reached = async (count: number) => {
        while (received.length < count) await new Promise<void>((resolve) => (check = resolve))
        return received
      }
      return { received, reached, unsubscribe }
    }

    test('a message MUST reach every subscriber of its channel, in order and as it was published', async () => {
      const pubSub = await start()
      const channel = channelOfAnything()
      const [one, two] = [await subscriberOf(pubSub, channel), await subscriberOf(pubSub, channel)]
      const messages = [{ seq: 1, entries: [{ text: 'Żółć 🚗', nothing: null }] }, 'text', 7, [], { seq: 2 }]
      for (const message of messages) pubSub.publish(channel, message)
      expect(await one.reached(5)).toEqual(messages)
      expect(await two.reached(5)).toEqual(messages)
    })

    test('a message MUST be delivered later, never within the call of its publisher', async () => {
      const pubSub = await start()
      const channel = channelOfAnything()
      const subscriber = await subscriberOf(pubSub, channel)
      pubSub.publish(channel, 'later')
      expect(subscriber.received).toEqual([])
      await subscriber.reached(1)
    })

    test('each subscriber MUST get a copy of its own, which nobody else can change', async () => {
      const pubSub = await start()
      const channel: Channel<{ list: unknown }> = {
        ...channelOfAnything(),
        parse: (received) => (isObject(received) ? { list: received.list } : null),
      }
      const sent = { list: [1] }
      const [first, second] = [await subscriberOf(pubSub, channel), await subscriberOf(pubSub, channel)]
      pubSub.publish(channel, sent)
      const [message] = await first.reached(1)
      if (Array.isArray(message?.list)) message.list.push(2)
      sent.list.push(3)
      expect(message).toEqual({ list: [1, 2] })
      expect(await second.reached(1)).toEqual([{ list: [1] }])
    })

    test('a message MUST stay within its channel', async () => {
      const pubSub = await start()
      const [here, there] = [channelOfAnything(), channelOfAnything()]
      const [one, two] = [await subscriberOf(pubSub, here), await subscriberOf(pubSub, there)]
      pubSub.publish(here, 'here')
      await one.reached(1)
      pubSub.publish(there, 'there')
      expect(await two.reached(1)).toEqual(['there'])
      expect(one.received).toEqual(['here'])
    })

    test('after unsubscribing nothing MUST be delivered, and to a new subscriber it MUST', async () => {
      const pubSub = await start()
      const channel = channelOfAnything()
      const [leaving, staying] = [await subscriberOf(pubSub, channel), await subscriberOf(pubSub, channel)]
      leaving.unsubscribe()
      pubSub.publish(channel, 'one')
      await staying.reached(1)
      const back = await subscriberOf(pubSub, channel)
      pubSub.publish(channel, 'two')
      expect(await back.reached(1)).toEqual(['two'])
      await staying.reached(2)
      expect(leaving.received).toEqual([])
    })

    test('what the channel cannot parse, or is of a newer version, MUST be ignored', async () => {
      const pubSub = await start()
      const everything = channelOfAnything()
      const numbers: Channel<number> = {
        ...everything,
        parse: (received) => (typeof received === 'number' ? received : null),
      }
      const subscriber = await subscriberOf(pubSub, numbers)
      for (const message of ['text', null, {}, [1], 1]) pubSub.publish(everything, message)
      pubSub.publish({ ...everything, version: 2 }, 2)
      pubSub.publish({ ...everything, version: 0 }, 3)
      expect(await subscriber.reached(2)).toEqual([1, 3])
    })

    test('publishing without a subscriber MUST be harmless, also after the end', async () => {
      const pubSub = await start()
      pubSub.publish(channelOfAnything(), 'to nobody')
      await pubSub.close()
      pubSub.publish(channelOfAnything(), 'to nobody')
    })

    test('a working pub/sub MUST say that it is ready', async () => {
      expect((await start()).ready()).toBe(true)
    })
  })
}
