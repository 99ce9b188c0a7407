import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bareEnv } from '../../api/specs/process.ts'
import { until } from './waiting.ts'

const main = fileURLToPath(new URL('../../api/main.ts', import.meta.url))

/** Parley as `npm start` runs it: one process, everything embedded, data of its own that survive a restart. */
export type Server = {
  readonly url: string
  /** From now on it answers nothing and closes nothing, like a machine that hangs, until it is thawed. */
  freeze(): void
  thaw(): void
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>
  /** Starts it again at the same address. */
  start(): Promise<void>
  /** Takes a backup as the documents say. The returned function puts it in place of the data, as after a lost disk. */
  backUp(): Promise<() => Promise<void>>
  /** Ends it in order and removes its data. */
  remove(): Promise<void>
}

/** `variables` are of its environment. */
export async function startServer(variables: Record<string, string> = {}): Promise<Server> {
  // The directory of a whole test run goes with the run, also when that is interrupted.
  const directory = await mkdtemp(join(process.env.PARLEY_TEST_RUN ?? tmpdir(), 'parley-browser-'))
  let running = run(directory, '0', variables)
  const url = await running.ready
  const { port } = new URL(url)
  const start = async () => {
    running = run(directory, port, variables)
    await running.ready
  }
  return {
    url,
    freeze: () => void running.child.kill('SIGSTOP'),
    thaw: () => void running.child.kill('SIGCONT'),
    kill: () => running.end('SIGKILL'),
    start,
    backUp: async () => {
      const backup = `${directory}-backup`
      await running.end('SIGTERM')
      await cp(directory, backup, { recursive: true, preserveTimestamps: true })
      await start()
      return async () => {
        await running.end('SIGKILL')
        await rm(directory, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
        await rename(backup, directory)
        await start()
      }
    },
    remove: async () => {
      running.child.kill('SIGCONT')
      await running.end('SIGTERM')
      await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

function run(directory: string, port: string, variables: Record<string, string>) {
  const env = { ...bareEnv(), PORT: port, DATA_DIR: directory, LOG_LEVEL: 'warn', DEMO: 'on', ...variables }
  // Linux ends it with the tests, however they end.
  const tied = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL'] : []
  const [program = '', ...args] = [...tied, process.execPath, main]
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  const closed = once(child, 'close')
  const address = () => {
    if (child.exitCode !== null) throw new Error(`Parley did not start: ${output}`)
    return /Web app\s+(http:\S+)\//.exec(output)?.[1]
  }
  return {
    child,
    ready: until('the server is ready', address, 60_000),
    end: async (signal: NodeJS.Signals) => {
      child.kill(signal)
      await closed
    },
  }
}
