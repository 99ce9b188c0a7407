import { afterEach, describe, expect, test } from 'vitest'
import type { Doorbell } from './doorbell.ts'

/** What every engine promises. `open()` connects one process; all of them share what lies between. */
export function doorbellContract(engine: string, open: () => Promise<Doorbell>): void {
  describe(`the ${engine} doorbell`, () => {
    const opened: Doorbell[] = []
    afterEach(async () => {
      for (const doorbell of opened.splice(0)) await doorbell.close()
    })
    const start = async () => {
      const doorbell = await open()
      opened.push(doorbell)
      return doorbell
    }
    /** No two tests share a channel, also where they share a server. */
    const channel = () => `test:${crypto.randomUUID()}`

    /** Everything heard on a channel, and the way to wait for so many. */
    async function hearing(doorbell: Doorbell, name: string) {
      const heard: unknown[] = []
      let told = () => {}
      const stop = await doorbell.listen(name, (message) => {
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
      const doorbell = await start()
      const name = channel()
      const [one, two] = [await hearing(doorbell, name), await hearing(doorbell, name)]
      const messages = [{ seq: 1, entries: [{ text: 'Żółć 🚗', nothing: null }] }, 'text', 7, [], { seq: 2 }]
      for (const message of messages) doorbell.ring(name, message)
      expect(await one.reached(5)).toEqual(messages)
      expect(await two.reached(5)).toEqual(messages)
    })

    test('a ring MUST be heard later, never within the call: nobody is surprised by his own echo', async () => {
      const doorbell = await start()
      const name = channel()
      const listener = await hearing(doorbell, name)
      doorbell.ring(name, 'echo')
      expect(listener.heard).toEqual([])
      await listener.reached(1)
    })

    test('what is heard MUST be a copy: listeners cannot change it for each other', async () => {
      const doorbell = await start()
      const name = channel()
      const sent = { list: [1] }
      const vandal = await hearing(doorbell, name)
      const other = await hearing(doorbell, name)
      doorbell.ring(name, sent)
      const [first] = (await vandal.reached(1)) as [{ list: number[] }]
      first.list.push(2)
      sent.list.push(3)
      expect(await other.reached(1)).toEqual([{ list: [1] }])
    })

    test('another channel MUST stay silent', async () => {
      const doorbell = await start()
      const [name, elsewhere] = [channel(), channel()]
      const [listener, stranger] = [await hearing(doorbell, name), await hearing(doorbell, elsewhere)]
      doorbell.ring(name, 'here')
      await listener.reached(1)
      doorbell.ring(elsewhere, 'there')
      expect(await stranger.reached(1)).toEqual(['there'])
      expect(listener.heard).toEqual(['here'])
    })

    test('who has stopped listening MUST hear nothing more, and who listens again MUST', async () => {
      const doorbell = await start()
      const name = channel()
      const [leaving, staying] = [await hearing(doorbell, name), await hearing(doorbell, name)]
      leaving.stop()
      doorbell.ring(name, 'one')
      await staying.reached(1)
      const back = await hearing(doorbell, name)
      doorbell.ring(name, 'two')
      expect(await back.reached(1)).toEqual(['two'])
      await staying.reached(2)
      expect(leaving.heard).toEqual([])
    })

    test('ringing where nobody listens MUST be harmless, also after the end', async () => {
      const doorbell = await start()
      doorbell.ring(channel(), 'anybody?')
      await doorbell.close()
      doorbell.ring(channel(), 'anybody?')
    })

    test('a working doorbell MUST say that it is ready', async () => {
      expect((await start()).ready()).toBe(true)
    })
  })
}
