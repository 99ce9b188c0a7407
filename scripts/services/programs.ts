import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access, glob } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

export const run = promisify(execFile)

// Servers live where an ordinary user's PATH does not look.
const moreDirectories = [
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
  '/opt/homebrew/sbin',
]

/** The first of these programs that is there: a name is looked up in PATH and the usual directories, a path may be a glob. */
export async function findProgram(...candidates: string[]): Promise<string | undefined> {
  const directories = [...(process.env.PATH ?? '').split(':').filter(Boolean), ...moreDirectories]
  for (const candidate of candidates) {
    const paths = candidate.includes('/')
      ? (await Array.fromAsync(glob(candidate))).sort().reverse()
      : directories.map((directory) => join(directory, candidate))
    for (const path of paths) if (await isExecutable(path)) return path
  }
  return undefined
}

const isExecutable = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

/** A program that runs until it is told to stop, in a process group of its own so that Ctrl-C is ours alone. */
export type Daemon = { child: ChildProcess; output(): string; stop(signal?: NodeJS.Signals): Promise<void> }

export function startDaemon(program: string, args: string[], env: NodeJS.ProcessEnv, cwd: string): Daemon {
  const child = spawn(program, args, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  return daemon(child)
}

export function daemon(child: ChildProcess): Daemon {
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  child.on('error', (error) => {
    output += error.message
  })
  return {
    child,
    output: () => output,
    stop: async (signal = 'SIGTERM') => {
      if (hasEnded(child)) return
      const gone = new Promise((settle) => child.once('exit', settle))
      child.kill(signal)
      const harder = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await gone
      clearTimeout(harder)
    },
  }
}

export const hasEnded = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null

/** Resolves when `answers` holds; rejects with the daemon's last words when it ends, or after `seconds`. */
export async function until(
  answers: () => Promise<boolean>,
  title: string,
  seconds: number,
  of?: Daemon,
): Promise<void> {
  const end = Date.now() + seconds * 1_000
  while (!(await answers())) {
    const tail = of?.output().trim().split('\n').slice(-3).join(' | ') ?? ''
    if (of && hasEnded(of.child)) throw new Error(`${title} ended: ${tail}`)
    if (Date.now() > end) throw new Error(`${title} does not answer after ${seconds} s. ${tail}`)
    await sleep(50)
  }
}

/** Whether a TCP server, told `greeting`, answers with something that begins with or contains `expected`. */
export function speaks(host: string, port: number, greeting: string | Uint8Array, expected: string): Promise<boolean> {
  return new Promise((settle) => {
    const socket = createConnection({ host, port, timeout: 2_000 }, () => socket.write(greeting))
    const answer = (yes: boolean) => {
      socket.destroy()
      settle(yes)
    }
    socket.on('data', (chunk) => answer(chunk.toString('latin1').includes(expected)))
    for (const event of ['error', 'timeout', 'close']) socket.on(event, () => answer(false))
  })
}
