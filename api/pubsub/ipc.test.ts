import { randomUUID } from 'node:crypto'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { ipcPubSub } from './ipc.ts'
import { createIpcHub, type IpcChannel, type IpcPublication } from './ipc-hub.ts'
import type { PubSub } from './pubsub.ts'
import { pubSubContract } from './pubsub-contract.ts'

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
  const exchange = createIpcHub()
  const worker = (): { pubSub: PubSub; dies(): void } => {
    const { port1, port2 } = new MessageChannel()
    const leave = exchange.join(endOf(port2))
    const pubSub = ipcPubSub(endOf(port1))
    const dies = () => {
      leave()
      port1.close()
    }
    cleanUp.push(dies)
    return { pubSub, dies }
  }
  return { worker, exchange }
}

const shared = machine()
pubSubContract('between-workers', async () => shared.worker().pubSub)

describe('pub/sub between workers', () => {
  const listenTo = async (pubSub: PubSub, channel: string) => {
    const heard: unknown[] = []
    await pubSub.subscribe(channel, (message) => heard.push(message))
    return heard
  }
  const until = (fact: () => boolean) => expect.poll(fact, { timeout: 10_000, interval: 10 }).toBe(true)

  test('a ring MUST reach every worker once and in order, the one that rings too', async () => {
    const { worker } = machine()
    const workers = [worker(), worker(), worker()]
    const channel = `test:${randomUUID()}`
    const heard = await Promise.all(workers.map(({ pubSub }) => listenTo(pubSub, channel)))
    for (let n = 0; n < 50; n++) workers[0]?.pubSub.publish(channel, n)
    await until(() => heard.every((list) => list.length >= 50))
    workers[1]?.pubSub.publish(channel, 'end')
    await until(() => heard.every((list) => list.at(-1) === 'end'))
    for (const list of heard) expect(list).toEqual([...Array(50).keys(), 'end'])
  })

  test('a worker that has died MUST be missed by nobody, and one in its place MUST hear', async () => {
    const { worker } = machine()
    const [one, two] = [worker(), worker()]
    const channel = `test:${randomUUID()}`
    two.dies()
    const heard = await listenTo(worker().pubSub, channel)
    one.pubSub.publish(channel, 'still here')
    await until(() => heard.length === 1)
    expect(heard).toEqual(['still here'])
  })

  test('a worker that takes nothing MUST be given up at last, and not fill the memory of the primary', async () => {
    const { worker, exchange } = machine()
    const taken: IpcPublication[] = []
    exchange.join({ send: (ring) => taken.push(ring), on: () => {}, off: () => {} })
    const [one, two] = [worker(), worker()]
    const channel = `test:${randomUUID()}`
    const heard = await listenTo(two.pubSub, channel)
    const megabyte = 'x'.repeat(1_048_576)
    for (let n = 1; n <= 20; n++) {
      one.pubSub.publish(channel, megabyte)
      await until(() => heard.length === n)
    }
    expect(taken).toHaveLength(16)
  })
})
