import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { stablePorts } from '../../scripts/services/ports.ts'
import { createFleet, type Fleet } from './fleet.ts'
import { problem } from './health.ts'
import type { OwnServer } from './server.ts'
import { type Installed, type InstalledRabbit, ownPostgres, ownRabbit, ownRedis } from './servers.ts'
import { startWire, type Wire } from './wire.ts'

/** A server that Parley uses, and the wire by which it reaches it. */
export type Wired<Server extends OwnServer = Installed> = { server: Server; wire: Wire }

/** Everything of a run that can be broken. In the embedded form there are no servers. */
export type Stage = {
  fleet: Fleet
  /** Between the clients and Parley. */
  proxy: Wire
  postgres: Wired | null
  redis: Wired | null
  rabbit: Wired<InstalledRabbit> | null
  /** What is not well: processes that do not serve or lack something, connections that lead nowhere. */
  problems(): Promise<string[]>
  end(): Promise<void>
}

/** Everything that can be killed. */
export function mortals({
  fleet,
  postgres,
  redis,
  rabbit,
}: Stage): { name: string; killed(): number; stopped(): number }[] {
  return [...fleet.slots, ...[postgres, redis, rabbit].flatMap((wired) => (wired ? [wired.server] : []))]
}

export type Form = 'cluster' | 'embedded'

/** `directory` is the run's own; `env` marks its processes. Each process of Parley has so many `workers`. */
export async function setStage(
  { form, workers }: { form: Form; workers: number },
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<Stage> {
  const [proxyPort = 0, one = 0, two = 0, three = 0, ...more] = await stablePorts(form === 'cluster' ? 12 : 2)
  const { PARLEY_TEST_RUN = '', TMPDIR = directory, NODE_COMPILE_CACHE = '' } = env
  const common = {
    PARLEY_TEST_RUN,
    TMPDIR,
    NODE_COMPILE_CACHE,
    DEMO: 'on',
    LOG_LEVEL: 'info',
    ACCESS_TOKEN_MINUTES: '1',
    MESSAGE_RATE: '0',
    WORKERS: String(workers),
  }
  const ending: (() => Promise<void>)[] = []
  const end = async () => {
    for (const step of ending.splice(0).reverse()) await step().catch(() => {})
  }
  try {
    const servers = form === 'cluster' ? await startServers(directory, env, more, ending) : null
    const urls = servers && {
      DATABASE_URL: over(servers.postgres),
      REDIS_URL: over(servers.redis),
      AMQP_URL: over(servers.rabbit),
    }
    const fleet = urls
      ? createFleet([one, two, three], { ...common, ...urls })
      : createFleet([one], { ...common, DATA_DIR: join(directory, 'data') })
    ending.push(fleet.end)
    await Promise.all(fleet.slots.map((slot) => slot.start()))
    const wire = await startWire(proxyPort, fleet.inRotation)
    ending.push(wire.close)
    return {
      fleet,
      proxy: wire,
      postgres: servers?.postgres ?? null,
      redis: servers?.redis ?? null,
      rabbit: servers?.rabbit ?? null,
      problems: async () => {
        const answers = await Promise.all(
          fleet.slots.map(async ({ name, url }) => ({ name, lack: await problem(url) })),
        )
        const { holes } = wire.counts()
        const lacking = answers.flatMap(({ name, lack }) => (lack === null ? [] : [`${name}: ${lack}`]))
        return holes > 0 ? [...lacking, `${holes} connections lead nowhere`] : lacking
      },
      end,
    }
  } catch (error) {
    await end()
    throw error
  }
}

type Ending = (() => Promise<void>)[]

async function startServers(directory: string, env: NodeJS.ProcessEnv, ports: number[], ending: Ending) {
  const [pg = 0, pgWire = 0, redisPort = 0, redisWire = 0, amqp = 0, amqpWire = 0, names = 0, distribution = 0] = ports
  const room = async (name: string, port: number) => {
    const own = join(directory, name)
    await mkdir(own, { recursive: true })
    return { directory: own, env, port }
  }
  const put = async <Server extends Installed>(making: Promise<Server>, from: number): Promise<Wired<Server>> => {
    const server = await making
    ending.push(server.end)
    await server.start()
    const { port } = new URL(server.url)
    const wire = await startWire(from, () => [{ port: Number(port) }])
    ending.push(wire.close)
    return { server, wire }
  }
  const [postgres, redis, rabbit] = await Promise.all([
    put(ownPostgres(await room('postgres', pg)), pgWire),
    put(ownRedis(await room('redis', redisPort)), redisWire),
    put(ownRabbit(await room('rabbitmq', amqp), [names, distribution]), amqpWire),
  ])
  return { postgres, redis, rabbit }
}

/** The server's address by its wire. */
function over({ server, wire }: Wired): string {
  const url = new URL(server.url)
  url.port = String(wire.port)
  return url.href
}
