import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/**
 * Stands between clients and servers and can break what lies between. Connections go to the backends in turn, past
 * those that refuse.
 */
export type Wire = {
  readonly port: number
  /** Live connections, and those whose bytes vanish. */
  counts(): { open: number; holes: number }
  /** Ends these connections without a word of farewell. */
  cut(which?: Choose): void
  /** From now on everything on these connections vanishes, their ends too: nobody is told. */
  blackHole(which?: Choose): void
  /** Both sides of every connection that leads nowhere learn that it is over. */
  endHoles(): void
  /** Every piece on these connections takes so many milliseconds, until `hasten()`. */
  slow(ms: number, which?: Choose): void
  hasten(): void
  /** Nobody can connect, as with a server that is not there. */
  refuse(): Promise<void>
  accept(): Promise<void>
  close(): Promise<void>
}

/** Picks some of the connections that are open. */
export type Choose = (connections: readonly Connection[]) => readonly Connection[]
export type Connection = { client: Socket; server: Socket | null; hole: boolean; delay: number }

type Address = { port: number }

const all: Choose = (connections) => connections

/** `backends` is asked at every connection, for the addresses to try in turn. */
export async function startWire(port: number, backends: () => readonly Address[]): Promise<Wire> {
  const connections = new Set<Connection>()
  let turn = 0

  const onConnection = async (client: Socket) => {
    const connection: Connection = { client, server: null, hole: false, delay: 0 }
    connections.add(connection)
    client.on('error', () => {})
    client.once('close', () => {
      if (!connection.hole) connection.server?.destroySoon()
      if (!connection.server || connection.server.destroyed) connections.delete(connection)
    })
    client.setNoDelay(true)
    const server = await reach(backends(), turn++)
    if (!server || client.destroyed) {
      server?.destroy()
      client.destroy()
      return
    }
    connection.server = server
    server.on('error', () => {})
    server.setNoDelay(true)
    server.once('close', () => {
      if (!connection.hole) client.destroySoon()
      if (client.destroyed) connections.delete(connection)
    })
    carry(connection, client, server)
    carry(connection, server, client)
  }

  let listener: Server | null = null
  const listen = async () => {
    if (listener) return
    listener = createServer({ allowHalfOpen: true }, (client) => void onConnection(client))
    listener.listen(port, '127.0.0.1')
    await once(listener, 'listening')
  }
  const unlisten = async () => {
    const closing = listener
    listener = null
    closing?.close()
  }
  await listen()
  const chosen = (which: Choose) =>
    which([...connections].filter((connection) => !connection.hole && connection.server))

  return {
    port,
    counts: () => {
      const open = [...connections].filter((connection) => !connection.client.destroyed)
      return { open: open.length, holes: open.filter((connection) => connection.hole).length }
    },
    cut: (which = all) => {
      for (const { client, server } of chosen(which)) {
        client.resetAndDestroy()
        server?.resetAndDestroy()
      }
    },
    blackHole: (which = all) => {
      for (const connection of chosen(which)) connection.hole = true
    },
    endHoles: () => {
      for (const connection of connections) {
        if (!connection.hole) continue
        connection.client.resetAndDestroy()
        connection.server?.resetAndDestroy()
      }
    },
    slow: (ms, which = all) => {
      for (const connection of chosen(which)) connection.delay = ms
    },
    hasten: () => {
      for (const connection of connections) connection.delay = 0
    },
    refuse: unlisten,
    accept: listen,
    close: async () => {
      await unlisten()
      for (const { client, server } of connections) {
        client.destroy()
        server?.destroy()
      }
    },
  }
}

/** One direction. A slow receiver slows the sender; in a hole everything is taken and nothing given on. */
function carry(connection: Connection, from: Socket, to: Socket): void {
  from.on('data', (chunk) => {
    if (connection.hole || to.destroyed) return
    if (connection.delay > 0) {
      from.pause()
      setTimeout(() => {
        if (!connection.hole && !to.destroyed) to.write(chunk)
        from.resume()
      }, connection.delay)
    } else if (!to.write(chunk)) {
      from.pause()
      to.once('drain', () => from.resume())
    }
  })
  from.on('end', () => {
    if (connection.hole) from.destroy()
    else if (!to.destroyed) to.end()
  })
}

/** A connection to the first backend, from the one whose turn it is, that takes it. */
async function reach(backends: readonly Address[], turn: number): Promise<Socket | null> {
  for (let tried = 0; tried < backends.length; tried++) {
    const backend = backends[(turn + tried) % backends.length] as Address
    const socket = connect({ host: '127.0.0.1', port: backend.port })
    const connected = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    if (connected) return socket
  }
  return null
}
