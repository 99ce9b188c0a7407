import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections, which would take a server's port while it is down. */
const first = 20_000
const count = 10_000
/** Processes that search at the same time begin at different places, and none is given the same port twice. */
let next = process.pid * 20

/** So many free ports that stay free while nobody listens on them: a server that is killed finds its own again. */
export async function stablePorts(wanted: number): Promise<number[]> {
  const found: number[] = []
  for (let step = 0; step < count && found.length < wanted; step++) {
    const port = first + (next++ % count)
    if (await isFree(port)) found.push(port)
  }
  if (found.length < wanted)
    throw new Error(`Fewer than ${wanted} ports from ${first} to ${first + count - 1} are free`)
  return found
}

export async function stablePort(): Promise<number> {
  const [port = 0] = await stablePorts(1)
  return port
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  probe.listen(port, '127.0.0.1')
  const free = await once(probe, 'listening').then(
    () => true,
    () => false,
  )
  if (free) {
    probe.close()
    await once(probe, 'close')
  }
  return free
}
