import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { Crowd } from './crowd.ts'
import { composeText } from './message.ts'

/** A broadcast server whose every delivery the test decides. */
async function serve() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  const sockets: WebSocket[] = []
  server.on('connection', (socket) => sockets.push(socket))
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const crowd = new Crowd({ url: `http://127.0.0.1:${port}`, dialect: 'plain', count: 3, documents: [''], tokens: [] })
  closing = () => {
    crowd.close()
    for (const socket of sockets) socket.terminate()
    server.close()
  }
  await crowd.open()
  crowd.fallInStep()
  return { crowd, sockets }
}

let closing = () => {}
afterEach(() => closing())

const message = (text: string, id = crypto.randomUUID()) =>
  JSON.stringify({ id, text, sentAt: new Date().toISOString(), author: { login: 'jimmy.solid' } })

const counted = (crowd: Crowd, deliveries: number) => expect.poll(() => crowd.delivered).toBe(deliveries)

test('frames MUST be counted however they are cut, with pings between them', async () => {
  const { crowd, sockets } = await serve()
  const texts = Array.from({ length: 400 }, (_, number) => message(composeText(number)))
  for (const socket of sockets) {
    for (const [i, text] of texts.entries()) {
      socket.send(text)
      if (i % 7 === 0) socket.ping('are you there?')
    }
  }
  await counted(crowd, 1_200)
  crowd.mustBeWell()
  expect(crowd.latencies.total).toBe(1_200)
})

test('a message that only some get otherwise MUST end the run', async () => {
  const { crowd, sockets } = await serve()
  const [first, second] = [message(composeText(1)), message(composeText(2))]
  for (const socket of sockets) socket.send(first)
  await counted(crowd, 3)
  for (const socket of sockets.slice(1)) socket.send(second)
  await counted(crowd, 5)
  // Lost for the first reader, who gets the third in its stead.
  sockets[0]?.send(message(composeText(3)))
  await expect.poll(() => crowd.fault).toMatch(/Reader 0: frame 1 is not what/)
  expect(() => crowd.mustBeWell()).toThrow()
})

test('a reader whose connection ends MUST end the run', async () => {
  const { crowd, sockets } = await serve()
  sockets[1]?.close(1012, 'restarting')
  await expect.poll(() => crowd.fault).toContain('closed: 1012 restarting')
})
