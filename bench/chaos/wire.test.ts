import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { stablePorts } from '../../scripts/services/ports.ts'
import { holdsWithin } from './health.ts'
import { startWire, type Wire } from './wire.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Answers every byte with its name. */
async function aServer(name: string): Promise<{ port: number; sockets: Socket[]; server: Server }> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}))
    socket.on('data', () => socket.write(name))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, sockets, server }
}

async function aWire(backends: { port: number }[]): Promise<{ wire: Wire; client(): Promise<Client> }> {
  const [port = 0] = await stablePorts(1)
  const wire = await startWire(port, () => backends)
  closing.push(wire.close)
  return { wire, client: () => aClient(port) }
}

type Client = { socket: Socket; heard(): string; ask(): void; closed(): boolean }

async function aClient(port: number): Promise<Client> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  let closed = false
  socket.on('data', (data) => {
    heard += data
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    closed = true
  })
  closing.push(() => socket.destroy())
  await once(socket, 'connect')
  return { socket, heard: () => heard, ask: () => socket.write('?'), closed: () => closed }
}

const hears = (client: Client, text: string) => holdsWithin(30_000, () => client.heard() === text, 5)

test('connections MUST go to the backends in turn, past those that refuse', async () => {
  const [a, b, gone] = [await aServer('a'), await aServer('b'), await aServer('gone')]
  gone.server.close()
  const { client } = await aWire([a, gone, b])
  const clients = [await client(), await client(), await client()]
  for (const each of clients) each.ask()
  expect(await hears(clients[0] as Client, 'a')).toBe(true)
  expect(await hears(clients[1] as Client, 'b')).toBe(true)
  expect(await hears(clients[2] as Client, 'b')).toBe(true)
})

test('a cut MUST end both sides', async () => {
  const server = await aServer('a')
  const { wire, client } = await aWire([server])
  const one = await client()
  one.ask()
  await hears(one, 'a')
  wire.cut()
  expect(await holdsWithin(30_000, () => one.closed() && server.sockets.every((socket) => socket.closed), 5)).toBe(true)
})

test('a black hole MUST swallow bytes and ends, and be counted until its client gives up', async () => {
  const server = await aServer('a')
  const { wire, client } = await aWire([server])
  const one = await client()
  one.ask()
  await hears(one, 'a')
  wire.blackHole()
  one.ask()
  for (const socket of server.sockets) socket.destroy()
  expect(await holdsWithin(300, () => one.closed() || one.heard() !== 'a', 5)).toBe(false)
  expect(wire.counts()).toEqual({ open: 1, holes: 1 })
  one.socket.destroy()
  expect(await holdsWithin(30_000, () => wire.counts().holes === 0, 5)).toBe(true)
})

test('a slow wire MUST carry everything, late', async () => {
  const { wire, client } = await aWire([await aServer('a')])
  const one = await client()
  one.ask()
  await hears(one, 'a')
  wire.slow(200)
  const since = Date.now()
  one.ask()
  expect(await hears(one, 'aa')).toBe(true)
  expect(Date.now() - since).toBeGreaterThan(390)
})

test('a wire that refuses MUST be as a server that is not there', async () => {
  const { wire, client } = await aWire([await aServer('a')])
  await wire.refuse()
  await expect(client()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await wire.accept()
  const one = await client()
  one.ask()
  expect(await hears(one, 'a')).toBe(true)
})
