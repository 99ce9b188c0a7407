import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import type { Channel } from './channels.ts'
import { ipcPubSub } from './ipc.ts'
import { createIpcHub, type IpcChannel, type IpcPublication } from './ipc-hub.ts'
import type { PubSub } from './pubsub.ts'
import { pubSubContract } from './pubsub-contract.ts'
import { channelOfAnything, garbage } from './testing.ts'

// A channel with two ends, as between processes; that of real ones is in specs/workers.spec.ts.
const cleanUp: (() => unknown)[] = []
afterEach(() => {
  for (const dispose of cleanUp.splice(0)) dispose()
})

function endOf(port: MessagePort): IpcChannel {
  return {
    send: (message, sent) => {
      port.postMessage(message)
      setImmediate(sent)
    },
    on: (event, handler) => port.on(event, handler),
    off: (event, handler) => port.off(event, handler),
  }
}

function machine() {
  const hub = createIpcHub()
  const ignored: string[] = []
  const worker = () => {
    const { port1, port2 } = new MessageChannel()
    const leave = hub.join(endOf(port2))
    const pubSub = ipcPubSub(endOf(port1), (channel) => ignored.push(channel))
    const dies = () => {
      leave()
      port1.close()
    }
    cleanUp.push(dies)
    return { pubSub, dies, toPrimary: port1, toWorker: port2 }
  }
  return { worker, hub, ignored }
}

const shared = machine()
pubSubContract('IPC', async () => shared.worker().pubSub)

describe('pub/sub between workers', () => {
  const subscribe = async (pubSub: PubSub, channel: Channel<unknown>) => {
    const received: unknown[] = []
    await pubSub.subscribe(channel, (message) => received.push(message))
    return received
  }
  const until = (fact: () => boolean) => expect.poll(fact).toBe(true)

  test('a message MUST reach every worker once and in order, its publisher too', async () => {
    const { worker } = machine()
    const workers = [worker(), worker(), worker()]
    const channel = channelOfAnything()
    const received = await Promise.all(workers.map(({ pubSub }) => subscribe(pubSub, channel)))
    for (let n = 0; n < 50; n++) workers[0]?.pubSub.publish(channel, n)
    await until(() => received.every((list) => list.length >= 50))
    workers[1]?.pubSub.publish(channel, 'end')
    await until(() => received.every((list) => list.at(-1) === 'end'))
    for (const list of received) expect(list).toEqual([...Array(50).keys(), 'end'])
  })

  test('a worker that has died MUST not keep others from publishing, and one in its place MUST receive', async () => {
    const { worker } = machine()
    const [one, two] = [worker(), worker()]
    const channel = channelOfAnything()
    two.dies()
    const received = await subscribe(worker().pubSub, channel)
    one.pubSub.publish(channel, 'still here')
    await until(() => received.length === 1)
    expect(received).toEqual(['still here'])
  })

  test('messages for a worker that takes nothing MUST be dropped at last, and not fill the memory of the primary', async () => {
    const { worker, hub } = machine()
    const taken: IpcPublication[] = []
    hub.join({ send: (publication) => taken.push(publication), on: () => {}, off: () => {} })
    const [one, two] = [worker(), worker()]
    const channel = channelOfAnything()
    const received = await subscribe(two.pubSub, channel)
    const megabyte = 'x'.repeat(1_048_576)
    for (let n = 1; n <= 20; n++) {
      one.pubSub.publish(channel, megabyte)
      await until(() => received.length === n)
    }
    expect(taken).toHaveLength(16)
  })

  test('garbage from either side MUST be ignored, and what follows it arrive', async () => {
    const { worker, ignored } = machine()
    const [one, two] = [worker(), worker()]
    const channel: Channel<string> = {
      ...channelOfAnything(),
      parse: (received) => (received === 'good' ? received : null),
    }
    const received = await subscribe(two.pubSub, channel)
    const things = [null, undefined, 42, 'text', [], {}, { kind: 7 }, { kind: 'publication' }]
    const halves = [{ channel: 7 }, { channel: channel.name }, { channel: channel.name, version: '1', text: '"good"' }]
    for (const thing of [...things, ...halves.map((half) => ({ kind: 'publication', ...half }))]) {
      one.toPrimary.postMessage(thing)
      two.toWorker.postMessage(thing)
    }
    for (const text of garbage) {
      one.toPrimary.postMessage({ kind: 'publication', channel: channel.name, version: 1, text })
    }
    one.pubSub.publish(channel, 'good')
    await until(() => received.length > 0)
    expect(received).toEqual(['good'])
    expect(ignored).toEqual(garbage.map(() => channel.name))
  })
})
