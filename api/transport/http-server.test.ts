import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createHttpServer } from './http-server.ts'

test('a client that asks and takes nothing of the answer MUST be cut', async () => {
  const server = createHttpServer(
    { request: (_, response) => response.end(Buffer.alloc(50_000_000)), upgrade: (_, socket) => socket.destroy() },
    { timeout: 100 },
  )
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const accepted = once(server, 'connection') as Promise<[Socket]>
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause()
  client.on('error', () => {})
  client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  const [socket] = await accepted
  await once(socket, 'close')
  expect(socket.destroyed).toBe(true)
  client.destroy()
  server.close()
})
