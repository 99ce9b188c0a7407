import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { whenParentIsLost } from './parent.ts'
import { chromium } from './services/chromium.ts'
import { inContainer } from './services/containers.ts'
import { install } from './services/packages.ts'
import { postgres } from './services/postgres.ts'
import { rabbitmq } from './services/rabbitmq.ts'
import type { Recipe, Running } from './services/recipe.ts'
import { redis } from './services/redis.ts'
import { startWatchdog, type Watchdog } from './services/watchdog.ts'

const recipes = { postgres, redis, rabbitmq, chromium }
export type ServiceName = keyof typeof recipes
export const allServices = Object.keys(recipes) as ServiceName[]

/** Test services can neither be found nor started. The message is one line that says how to give them. */
export class ServiceMissing extends Error {
  override name = 'ServiceMissing'
}

/**
 * Runs `work` with real servers and stops them when it ends, however it ends. Each comes from its variable in the
 * environment, else a local installation on private ports with private data, else Docker, else apt-get as root. `env`
 * carries their addresses and must be given to every process that `work` starts: whatever carries it is gone at the
 * end. `interrupted` aborts on SIGINT, SIGTERM and SIGHUP, and when the process that started us is gone.
 */
export async function withServices<T>(
  services: (ServiceName | Recipe)[],
  work: (env: NodeJS.ProcessEnv, interrupted: AbortSignal) => Promise<T>,
): Promise<T> {
  const watchdog = await startWatchdog()
  const interruption = listenForSignals()
  const running: Running[] = []
  const missing: Missing[] = []
  try {
    const env = { ...watchdog.env }
    for (const given of services) {
      const recipe = typeof given === 'string' ? recipes[given] : given
      interruption.signal.throwIfAborted()
      const service = await provide(recipe, watchdog)
      if ('tried' in service) missing.push(service)
      else {
        running.push(service)
        env[recipe.variable] = service.value
      }
    }
    if (missing.length > 0) throw new ServiceMissing(describeMissing(missing))
    return await work(env, interruption.signal)
  } finally {
    await Promise.allSettled(running.map((service) => service.stop()))
    await watchdog.end()
    interruption.end()
  }
}

/** A service that was not found, and what failed in trying to start it. */
type Missing = { recipe: Pick<Recipe, 'title' | 'packages' | 'variable' | 'example'>; tried: string[] }

/** One line for all of them, so that nobody has to come back for each. */
export function describeMissing(missing: Missing[]): string {
  const all = (each: (service: Missing) => string) => missing.map(each).join(', ')
  const packages = missing.flatMap(({ recipe }) => recipe.packages).join(' ')
  const variables = all(({ recipe }) => `${recipe.variable} (for example ${recipe.example})`)
  const tried = missing.flatMap((service) => service.tried)
  return `Missing: ${all(({ recipe }) => recipe.title)}. Install them (Debian: apt-get install ${packages}), start Docker, or set ${variables}.${tried.length > 0 ? ` Tried ${tried.join('; ')}` : ''}`
}

async function provide(recipe: Recipe, watchdog: Watchdog): Promise<Running | Missing> {
  const given = process.env[recipe.variable]
  if (given) {
    await recipe.check(given).catch((error: Error) => {
      throw new ServiceMissing(`${recipe.variable} does not lead to a usable ${recipe.title}: ${line(error)}`)
    })
    return { value: given, stop: async () => {} }
  }
  const workspace = { directory: join(watchdog.directory, recipe.variable.toLowerCase()), env: watchdog.env }
  await mkdir(workspace.directory)
  const tried: string[] = []
  const attempt = (what: string, start: () => Promise<Running | undefined>) =>
    start().catch((error: Error) => void tried.push(`${what}: ${line(error)}`))
  const found =
    (await attempt('installed', async () => (await recipe.local())?.(workspace))) ??
    (await attempt('Docker', () => inContainer(recipe, watchdog))) ??
    (await attempt('apt-get', async () =>
      (await install(recipe.packages)) ? (await recipe.local())?.(workspace) : undefined,
    )) ??
    (await attempt('download', async () => recipe.lastResort?.(workspace)))
  return found ?? { recipe, tried }
}

const line = (error: Error) => error.message.trim().split('\n').slice(0, 2).join(' ').slice(0, 300)

export class Interrupted extends Error {
  override name = 'Interrupted'
  /** As shells count: 128 and the signal's number. */
  readonly exitCode: number

  constructor(signal: 'SIGHUP' | 'SIGINT' | 'SIGTERM') {
    super(`stopped by ${signal}`)
    this.exitCode = 128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal]
  }
}

function listenForSignals() {
  const controller = new AbortController()
  const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const
  const stop = (signal: (typeof signals)[number]) => controller.abort(new Interrupted(signal))
  for (const signal of signals) process.on(signal, stop)
  const endWatch = whenParentIsLost(() => stop('SIGTERM'))
  return {
    signal: controller.signal,
    end: () => {
      endWatch()
      for (const signal of signals) process.off(signal, stop)
    },
  }
}
