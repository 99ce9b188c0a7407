import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Sessions } from '../../auth/sessions.ts'
import { SocketWriter } from '../../execution/fanout/socket-writer.ts'
import { closeCodes } from '../close-codes.ts'
import type { LiveConnections } from '../live-connections.ts'
import { SocketConnection } from './socket-connection.ts'

/** Both ends of a socket, and the bytes below the client's. */
async function open(): Promise<{ connection: SocketConnection; client: WebSocket; net: Socket }> {
  const server = createServer()
  const sockets = new WebSocketServer({ noServer: true })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const accepted = new Promise<SocketConnection>((resolve) =>
    server.once('upgrade', (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const deps = {
          ip: '',
          acknowledged: () => {},
          sessions: {} as Sessions,
          mask: () => new Error() as never,
          connections: {} as LiveConnections,
        }
        resolve(new SocketConnection(ws, new SocketWriter(socket), deps))
      }),
    ),
  )
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  onTestFinished(() => client.terminate())
  await new Promise((resolve) => client.once('open', resolve))
  const { _socket } = client as unknown as { _socket: Socket }
  return { connection: await accepted, client, net: _socket }
}

test('a reader that stalls and is closed MUST get the code when it reads on, also after a ping that it could not answer', async () => {
  const { connection, client, net } = await open()
  const closed = new Promise((resolve) => client.once('close', resolve))
  net.pause()
  connection.ping()
  for (let n = 0; n < 1_000 && !connection.writer.full; n++) connection.send('x'.repeat(65_536))
  expect(connection.writer.full).toBe(true)
  connection.close(closeCodes.tooSlow, 'Too slow')
  connection.ping()
  net.resume()
  expect(await closed).toBe(4290)
})

test('a socket that does not answer its ping MUST be terminated at the next one', async () => {
  const { connection, client, net } = await open()
  const closed = new Promise((resolve) => client.once('close', resolve))
  net.pause()
  connection.ping()
  connection.ping()
  net.resume()
  expect(await closed).toBe(1006)
})
