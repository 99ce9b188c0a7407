import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { until } from './waiting.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** One real process of Parley. */
export type Started = {
  pid: number
  /** `http://host:port`, once it is ready. */
  ready(): Promise<string>
  /** Resolves with its exit code; null when a signal ended it. */
  ended: Promise<number | null>
  stdout(): string
  stderr(): string
  kill(signal?: NodeJS.Signals): Promise<number | null>
}

const running = new Set<Started>()

/**
 * What a process of a test inherits, and nothing else. By PARLEY_TEST_RUN the watchdog of `npm test` knows what to end when
 * it was itself killed; from NODE_COMPILE_CACHE a start takes the code that an earlier one has compiled, which halves it.
 */
export function bareEnv(): Record<string, string> {
  const { PATH = '', HOME = '/tmp', PARLEY_TEST_RUN = '', NODE_COMPILE_CACHE = '' } = process.env
  return { PATH, HOME, PARLEY_TEST_RUN, NODE_COMPILE_CACHE }
}

/** Starts `api/main.ts` with this runtime and only these variables. */
export function startProcess(env: Record<string, string>): Started {
  // Linux ends it with this process, however that ends.
  const tied = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL'] : []
  const [file = '', ...args] = [...tied, process.execPath, main]
  const child = spawn(file, args, {
    env: { ...bareEnv(), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  let over = false
  child.stdout.on('data', (data) => {
    stdout += data
  })
  child.stderr.on('data', (data) => {
    stderr += data
  })
  const ended = once(child, 'close').then(([code]) => {
    over = true
    running.delete(started)
    return code as number | null
  })
  const started: Started = {
    pid: child.pid ?? 0,
    ready: () =>
      until(
        'the process is ready',
        () => {
          if (over) throw new Error(`The process ended: ${stderr}`)
          return /Web app\s+(http:\S+)\//.exec(stdout)?.[1]
        },
        60_000,
      ),
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    kill: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
  running.add(started)
  return started
}

/** The ids of the workers that have become ready so far, also of those that have died since. */
export function workersOf(started: Started): number[] {
  const lines = started
    .stderr()
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
  const log = lines.map((line) => JSON.parse(line) as { worker?: number; msg: string })
  return log.flatMap(({ worker, msg }) => (msg === 'workers: one is ready' && worker ? [worker] : []))
}

/** For `afterAll`: whatever a failed test has left. */
export async function endProcesses(): Promise<void> {
  await Promise.all([...running].map((started) => started.kill('SIGKILL')))
}
