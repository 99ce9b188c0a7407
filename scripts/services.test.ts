import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { expect, test, vi } from 'vitest'
import { describeMissing } from './services.ts'

// Servers start and stop in here; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

/** A run in another process, with servers started by it, that says where they are and then waits to be ended. */
async function holdServices(env: NodeJS.ProcessEnv = {}) {
  const source = `
    import { withServices } from ${JSON.stringify(`${import.meta.dirname}/services.ts`)}
    await withServices(['postgres', 'redis'], async (env, interrupted) => {
      console.log(JSON.stringify({ directory: env.PARLEY_TEST_RUN, url: env.TEST_REDIS_URL }))
      await new Promise((_, stop) => interrupted.addEventListener('abort', () => stop(interrupted.reason)))
    }).catch((error) => {
      console.log(error.message)
      process.exitCode = error.exitCode ?? 1
    })`
  const { TEST_DATABASE_URL, TEST_REDIS_URL, PARLEY_TEST_RUN, ...clean } = process.env
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    env: { ...clean, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, ended, line: String(line) }
}

/** The processes that carry the mark of a run or work in its directory. */
async function processesOf(directory: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const belongs = async (id: string) => {
    const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')
    const cwd = await readlink(`/proc/${id}/cwd`).catch(() => '')
    return environment.includes(`PARLEY_TEST_RUN=${directory}\0`) || cwd.startsWith(directory)
  }
  const ours = await Promise.all(ids.map(belongs))
  return ids.filter((_, index) => ours[index])
}

// Elsewhere there is no /proc to find them by.
const signals = process.platform === 'linux' ? (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const) : []
for (const signal of signals) {
  test(`a run ended by ${signal} MUST leave no process and no file`, async () => {
    const { child, ended, line } = await holdServices()
    const { directory } = JSON.parse(line) as { directory: string }
    expect((await processesOf(directory)).length).toBeGreaterThan(1)
    child.kill(signal)
    const [code] = await ended
    if (signal !== 'SIGKILL') expect(code).toBe({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[signal])
    await expect.poll(() => processesOf(directory), { timeout: 60_000 }).toEqual([])
    await expect.poll(() => existsSync(directory), { timeout: 60_000 }).toBe(false)
  })
}

test('an address that leads nowhere MUST be refused by the name of its variable', async () => {
  const { line, ended } = await holdServices({ TEST_REDIS_URL: 'redis://127.0.0.1:1' })
  expect(line).toMatch(/^TEST_REDIS_URL does not lead to a usable Redis: Redis at 127\.0\.0\.1:1 does not answer/)
  expect(await ended).toEqual([1, null])
})

test('services that are missing MUST be named in one line, with what installs them all', () => {
  const redis = { title: 'Redis', packages: ['redis-server'], variable: 'TEST_REDIS_URL', example: 'redis://there' }
  const rabbitmq = {
    title: 'RabbitMQ',
    packages: ['rabbitmq-server'],
    variable: 'TEST_AMQP_URL',
    example: 'amqp://there',
  }
  const line = describeMissing([
    { recipe: redis, tried: ['Docker: no such image'] },
    { recipe: rabbitmq, tried: [] },
  ])
  expect(line).toBe(
    'Missing: Redis, RabbitMQ. Install them (Debian: apt-get install redis-server rabbitmq-server), start Docker, or set TEST_REDIS_URL (for example redis://there), TEST_AMQP_URL (for example amqp://there). Tried Docker: no such image',
  )
})
