import { setTimeout as sleep } from 'node:timers/promises'
import { openDb } from '../../api/db/db.ts'
import { eventNames } from '../../api/messaging/event-names.ts'
import type { Chance } from './chance.ts'
import type { Gate } from './publishers.ts'
import { deleteQueue, queuesAreSafeAfter } from './queues.ts'
import type { Reader } from './reader.ts'
import type { OwnServer } from './server.ts'
import type { Form, Stage, Wired } from './stage.ts'
import type { Choose, Wire } from './wire.ts'

/** What a fault may break, and what it must leave alone. */
export type Target = {
  stage: Stage
  readers: readonly Reader[]
  gate: Gate
  /** Resolves when everything acknowledged so far has been seen, or after a while. */
  settled(): Promise<void>
  chance: Chance
  /** What should not have happened, though nothing was lost by it. */
  complain(what: string): void
}

/** Faults of different lanes happen at the same time. */
export type Lane = 'processes' | 'servers' | 'clients'

/** Breaks something and mends it again: what was started is running when it resolves, though not yet recovered. */
export type Fault = {
  lane: Lane
  /** The forms that have what it breaks. */
  forms: readonly Form[]
  strike(target: Target): Promise<void>
}

const cluster: readonly Form[] = ['cluster']
const both: readonly Form[] = ['cluster', 'embedded']

const some: (chance: Chance, share: number) => Choose = (chance, share) => (connections) =>
  connections.filter(() => chance.between(0, 1) < share)

/** Milliseconds in which a process that was told to stop must have ended. */
const stopsWithin = 20_000

/** One of those that were killed least often. */
function aSlot({ stage, chance }: Target) {
  const fewest = Math.min(...stage.fleet.slots.map(({ killed }) => killed()))
  return chance.pick(stage.fleet.slots.filter(({ killed }) => killed() === fewest))
}

async function roll({ stage, complain, chance }: Target): Promise<void> {
  for (const slot of chance.shuffled(stage.fleet.slots)) {
    const since = Date.now()
    const code = await slot.terminate()
    if (code !== 0) complain(`${slot.name} ended with ${code} on SIGTERM`)
    if (Date.now() - since > stopsWithin) complain(`${slot.name} took ${Date.now() - since} ms to end on SIGTERM`)
    await slot.start()
  }
}

const wiredFaults = (name: 'postgres' | 'redis' | 'rabbit', frozen: [number, number]) => {
  const fault = (strike: (wired: Wired<OwnServer & { url: string }>, target: Target) => Promise<void>): Fault => ({
    lane: 'servers',
    forms: cluster,
    strike: async (target) => {
      const wired = target.stage[name]
      if (wired) await strike(wired, target)
    },
  })
  const down = async (server: OwnServer, wire: Wire, end: () => Promise<void>, pause: number) => {
    // A server that is not there refuses connections, and so must its wire.
    await wire.refuse()
    await end()
    await sleep(pause)
    await server.start()
    await wire.accept()
  }
  return {
    [`${name}-kill`]: fault(({ server, wire }, { chance }) =>
      down(server, wire, server.kill, chance.between(0, 2_000)),
    ),
    [`${name}-restart`]: fault(({ server, wire }, { chance }) =>
      down(server, wire, server.stop, chance.between(0, 1_000)),
    ),
    [`${name}-freeze`]: fault(async ({ server }, { chance }) => {
      await server.freeze()
      await sleep(chance.between(...frozen))
      await server.thaw()
    }),
    [`${name}-cut`]: fault(async ({ wire }) => wire.cut()),
  }
}

export const faults: Record<string, Fault> = {
  'parley-kill': {
    lane: 'processes',
    forms: both,
    strike: async (target) => {
      const slot = aSlot(target)
      await slot.kill()
      await sleep(target.chance.between(0, 1_500))
      await slot.start()
    },
  },
  'worker-kill': {
    lane: 'processes',
    forms: both,
    strike: (target) => aSlot(target).killWorker(target.chance),
  },
  'parley-kill-all': {
    lane: 'processes',
    forms: cluster,
    strike: async ({ stage }) => {
      await Promise.all(stage.fleet.slots.map((slot) => slot.kill()))
      await Promise.all(stage.fleet.slots.map((slot) => slot.start()))
    },
  },
  'parley-roll': { lane: 'processes', forms: cluster, strike: roll },
  'parley-freeze': {
    lane: 'processes',
    forms: both,
    strike: async (target) => {
      const slot = aSlot(target)
      slot.freeze()
      await sleep(target.chance.between(1_000, 8_000))
      slot.thaw()
    },
  },

  ...wiredFaults('postgres', [500, 3_000]),
  'postgres-terminate': {
    lane: 'servers',
    forms: cluster,
    strike: async ({ stage }) => {
      if (!stage.postgres) return
      const admin = openDb(stage.postgres.server.url, { max: 1 })
      await admin.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()`.finally(() => admin.close())
    },
  },

  ...wiredFaults('redis', [1_000, 6_000]),
  'redis-hole': {
    lane: 'servers',
    forms: cluster,
    strike: async ({ stage, chance }) => {
      stage.redis?.wire.blackHole()
      await sleep(chance.between(2_000, 6_000))
      // Nobody would learn of the end of a connection that leads nowhere: this is where the network comes back.
      stage.redis?.wire.endHoles()
    },
  },

  ...wiredFaults('rabbit', [1_000, 12_000]),
  'rabbit-close': {
    lane: 'servers',
    forms: cluster,
    strike: async ({ stage }) => {
      await stage.rabbit?.server.ctl('close_all_connections', 'chaos')
    },
  },
  'rabbit-channels': {
    lane: 'servers',
    forms: cluster,
    strike: async ({ stage }) => {
      await stage.rabbit?.server.ctl('eval', '[rabbit_channel:shutdown(P) || P <- rabbit_channel:list()].')
    },
  },
  'rabbit-disk': {
    lane: 'servers',
    forms: cluster,
    strike: async ({ stage, chance }) => {
      await stage.rabbit?.server.ctl('set_disk_free_limit', '100000GB')
      await sleep(chance.between(1_000, 4_000))
      await stage.rabbit?.server.ctl('set_disk_free_limit', '50MB')
    },
  },
  // What lies in a queue is gone with it, whoever deletes it: so first everything must have been taken out of it.
  'rabbit-queues': {
    lane: 'servers',
    forms: cluster,
    strike: async ({ stage, gate, settled }) => {
      if (!stage.rabbit) return
      const open = await gate.close()
      try {
        await settled()
        for (const name of eventNames) await deleteQueue(stage.rabbit.server.url, `parley.${name}`)
      } finally {
        open()
      }
      await sleep(queuesAreSafeAfter)
    },
  },

  'client-cut': {
    lane: 'clients',
    forms: both,
    strike: async ({ stage, chance }) => stage.proxy.cut(some(chance, 0.6)),
  },
  'client-hole': {
    lane: 'clients',
    forms: both,
    strike: async ({ stage, chance }) => stage.proxy.blackHole(some(chance, 0.3)),
  },
  'client-slow': {
    lane: 'clients',
    forms: both,
    strike: async ({ stage, chance }) => {
      stage.proxy.slow(chance.between(100, 700), some(chance, 0.4))
      await sleep(chance.between(2_000, 5_000))
      stage.proxy.hasten()
    },
  },
  'client-stall': {
    lane: 'clients',
    forms: both,
    strike: async ({ readers, chance }) => {
      const stalled = readers.filter(() => chance.between(0, 1) < 0.3)
      await Promise.all(stalled.map((reader) => reader.stall(chance.between(1_000, 10_000))))
    },
  },
  'client-nap': {
    lane: 'clients',
    forms: both,
    strike: async ({ readers, chance }) => {
      const tired = readers.filter(() => chance.between(0, 1) < 0.3)
      await Promise.all(tired.map((reader) => reader.nap(chance.between(2_000, 12_000))))
    },
  },
}

/** How often each card lies in the deck; once, unless it says otherwise. */
export const weights: Record<string, number> = {
  'parley-kill': 6,
  'postgres-kill': 6,
  'redis-kill': 6,
  'rabbit-kill': 6,
}
