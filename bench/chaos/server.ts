import { readdir, readFile } from 'node:fs/promises'
import { type Daemon, hasEnded } from '../../scripts/services/programs.ts'

/** A server of this run that may be broken at will. Its data and its port outlive every one of its deaths. */
export type OwnServer = {
  readonly name: string
  /** How often it was killed, and how often it was stopped. */
  killed(): number
  stopped(): number
  start(): Promise<void>
  /** SIGKILL to all of its processes. */
  kill(): Promise<void>
  /** As an operator stops it. */
  stop(): Promise<void>
  /** SIGSTOP to all of its processes: it keeps its connections and says nothing. */
  freeze(): Promise<void>
  thaw(): Promise<void>
  /** For good. */
  end(): Promise<void>
}

/** `launch` starts it and resolves when it answers; `stopping` is the signal that an operator would send. */
export function ownServer(
  name: string,
  launch: () => Promise<Daemon>,
  stopping: NodeJS.Signals = 'SIGTERM',
): OwnServer {
  let running: Daemon | null = null
  let frozen: number[] = []
  let killed = 0
  let stopped = 0
  const thaw = async () => {
    for (const id of frozen) send(id, 'SIGCONT')
    frozen = []
  }
  const stop = async () => {
    await thaw()
    stopped++
    await running?.stop(stopping)
  }
  return {
    name,
    killed: () => killed,
    stopped: () => stopped,
    start: async () => {
      if (!running || hasEnded(running.child)) running = await launch()
    },
    kill: async () => {
      const { child } = running ?? {}
      if (!child?.pid || hasEnded(child)) return
      const gone = new Promise((settle) => child.once('exit', settle))
      for (const id of await familyOf(child.pid)) send(id, 'SIGKILL')
      frozen = []
      killed++
      await gone
    },
    stop,
    freeze: async () => {
      const id = running?.child.pid
      if (!id) return
      frozen = await familyOf(id)
      for (const each of frozen) send(each, 'SIGSTOP')
    },
    thaw,
    end: stop,
  }
}

function send(id: number, signal: NodeJS.Signals): void {
  try {
    process.kill(id, signal)
  } catch {
    // It has ended meanwhile.
  }
}

/** A process and all its descendants, ancestors first. */
export async function familyOf(id: number): Promise<number[]> {
  const children = new Map<number, number[]>()
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '')
    // The name, in parentheses, may hold anything.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)])
  }
  const family = [id]
  for (const member of family) family.push(...(children.get(member) ?? []))
  return family
}
