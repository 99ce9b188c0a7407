import { afterEach, describe, expect, test } from 'vitest'
import type { PubSub } from './pubsub.ts'

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
    /** No two tests share a channel, also where they share a server. */
    const channel = () => `test:${crypto.randomUUID()}`

    /** Everything heard on a channel, and the way to wait for so many. */
    async function hearing(pubSub: PubSub, name: string) {
      const heard: unknown[] = []
      let told = () => {}
      const stop = await pubSub.subscribe(name, (message) => {
        heard.push(message)
        told()
      })
      const reached = async (count: number) => {
        while (heard.length < count) await new Promise<void>((resolve) => (told = resolve))
        return heard
      }
      return { heard, reached, stop }
    }

    test('a ring MUST reach every listener of its channel, in order and as it was rung', async () => {
      const pubSub = await start()
      const name = channel()
      const [one, two] = [await hearing(pubSub, name), await hearing(pubSub, name)]
      const messages = [{ seq: 1, entries: [{ text: 'Żółć 🚗', nothing: null }] }, 'text', 7, [], { seq: 2 }]
      for (const message of messages) pubSub.publish(name, message)
      expect(await one.reached(5)).toEqual(messages)
      expect(await two.reached(5)).toEqual(messages)
    })

    test('a ring MUST be heard later, never within the call: nobody is surprised by his own echo', async () => {
      const pubSub = await start()
      const name = channel()
      const listener = await hearing(pubSub, name)
      pubSub.publish(name, 'echo')
      expect(listener.heard).toEqual([])
      await listener.reached(1)
    })

    test('what is heard MUST be a copy: listeners cannot change it for each other', async () => {
      const pubSub = await start()
      const name = channel()
      const sent = { list: [1] }
      const vandal = await hearing(pubSub, name)
      const other = await hearing(pubSub, name)
      pubSub.publish(name, sent)
      const [first] = (await vandal.reached(1)) as [{ list: number[] }]
      first.list.push(2)
      sent.list.push(3)
      expect(await other.reached(1)).toEqual([{ list: [1] }])
    })

    test('another channel MUST stay silent', async () => {
      const pubSub = await start()
      const [name, elsewhere] = [channel(), channel()]
      const [listener, stranger] = [await hearing(pubSub, name), await hearing(pubSub, elsewhere)]
      pubSub.publish(name, 'here')
      await listener.reached(1)
      pubSub.publish(elsewhere, 'there')
      expect(await stranger.reached(1)).toEqual(['there'])
      expect(listener.heard).toEqual(['here'])
    })

    test('who has stopped listening MUST hear nothing more, and who listens again MUST', async () => {
      const pubSub = await start()
      const name = channel()
      const [leaving, staying] = [await hearing(pubSub, name), await hearing(pubSub, name)]
      leaving.stop()
      pubSub.publish(name, 'one')
      await staying.reached(1)
      const back = await hearing(pubSub, name)
      pubSub.publish(name, 'two')
      expect(await back.reached(1)).toEqual(['two'])
      await staying.reached(2)
      expect(leaving.heard).toEqual([])
    })

    test('ringing where nobody listens MUST be harmless, also after the end', async () => {
      const pubSub = await start()
      pubSub.publish(channel(), 'anybody?')
      await pubSub.close()
      pubSub.publish(channel(), 'anybody?')
    })

    test('a working pub/sub MUST say that it is ready', async () => {
      expect((await start()).ready()).toBe(true)
    })
  })
}
