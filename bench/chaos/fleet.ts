import { setTimeout as sleep } from 'node:timers/promises'
import { type Started, startProcess, workersOf } from '../../api/specs/process.ts'
import { familyOf } from '../usage.ts'
import type { Chance } from './chance.ts'

/** One place for a process of Parley: whatever happens to the process, its port stays. */
export type Slot = {
  readonly name: string
  readonly port: number
  readonly url: string
  /** How often it was killed, and how often it was stopped. */
  killed(): number
  stopped(): number
  /** Starts it and waits until it serves. */
  start(): Promise<void>
  kill(): Promise<void>
  /** kill -9 of one of its worker processes, where there are any; its supervisor starts another. */
  killWorker(chance: Chance): Promise<void>
  /** SIGTERM; its exit code. */
  terminate(): Promise<number | null>
  freeze(): void
  thaw(): void
  /** Everything that its processes wrote, for those who look for a reason. */
  log(): string
}

export type Fleet = {
  slots: Slot[]
  /** Where a load balancer sends new connections: to the ready ones, or to everybody when nobody is. */
  inRotation(): { port: number }[]
  end(): Promise<void>
}

/** How often, in milliseconds, the balancer asks who is ready. */
const askEvery = 200

/** Milliseconds in which a process must have started, however often. */
const startsWithin = 60_000

export function createFleet(ports: number[], env: Record<string, string>): Fleet {
  const slots = ports.map((port, i) => createSlot(`Parley ${i + 1}`, { ...env, PORT: String(port) }))
  const ready = new Set<Slot>()
  const ask = async (slot: Slot) => {
    const answer = await fetch(`${slot.url}/readyz`, { signal: AbortSignal.timeout(1_000) }).catch(() => null)
    await answer?.body?.cancel().catch(() => {})
    if (answer?.status === 200) ready.add(slot)
    else ready.delete(slot)
  }
  const asking = setInterval(() => {
    for (const slot of slots) void ask(slot)
  }, askEvery)
  return {
    slots,
    inRotation: () => (ready.size > 0 ? slots.filter((slot) => ready.has(slot)) : slots),
    end: async () => {
      clearInterval(asking)
      await Promise.all(slots.map((slot) => slot.kill()))
    },
  }
}

function createSlot(name: string, env: Record<string, string>): Slot {
  let running: Started | null = null
  let log = ''
  let killed = 0
  let stopped = 0
  const over = async (signal: NodeJS.Signals) => {
    const ending = running
    running = null
    const code = (await ending?.kill(signal)) ?? null
    if (ending)
      log += `${ending.stdout()}${ending.stderr()}--- ended by ${signal} with ${code} at ${new Date().toISOString()}\n`
    return code
  }
  const port = Number(env.PORT)
  return {
    name,
    port,
    url: `http://127.0.0.1:${port}`,
    start: async () => {
      // What it needs may be broken as well at the moment; its supervisor starts it again, as here.
      for (const deadline = Date.now() + startsWithin; !running; await sleep(300)) {
        const starting = startProcess(env)
        try {
          await starting.ready()
          running = starting
          return
        } catch (error) {
          await starting.kill('SIGKILL')
          log += `${starting.stdout()}${starting.stderr()}--- did not start\n`
          if (Date.now() > deadline) throw error
        }
      }
    },
    killed: () => killed,
    stopped: () => stopped,
    kill: async () => {
      killed++
      await over('SIGKILL')
    },
    killWorker: async (chance) => {
      if (!running) return
      // Ids of processes that are gone may belong to others by now.
      const family = new Set(await familyOf(running.pid))
      const workers = workersOf(running).filter((id) => family.has(id))
      if (workers.length > 0) process.kill(chance.pick(workers), 'SIGKILL')
    },
    terminate: () => {
      stopped++
      return over('SIGTERM')
    },
    freeze: () => void running?.kill('SIGSTOP'),
    thaw: () => void running?.kill('SIGCONT'),
    log: () => `${log}${running?.stdout() ?? ''}${running?.stderr() ?? ''}`,
  }
}
