import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAsking } from './asking.ts'
import { audit, isSeen } from './audit.ts'
import { createBook } from './book.ts'
import { type Cast, type Casting, gather, urlOf } from './cast.ts'
import { createChance } from './chance.ts'
import { createHealth, holdsWithin } from './health.ts'
import { type Account, isGood } from './ledger.ts'
import { type Books, createGate } from './publishers.ts'
import { countDead, queuesAreSafeAfter } from './queues.ts'
import { type Form, mortals, type Stage, setStage } from './stage.ts'
import { type Storm, type Toll, unleash } from './storm.ts'

export type Options = Casting & {
  form: Form
  /** Worker processes of each process of Parley; 1 for none. */
  workers: number
  seed: number
  storm: Storm
  /** Milliseconds that an acknowledged entry may keep a reader waiting while everything is well. */
  silence: number
  /** Where to leave what the processes wrote. */
  logs: string | null
  report(line: string): void
}

export type Verdict = {
  good: boolean
  accounts: Account[]
  /** What should not have happened, though nothing need be lost by it, and how often. */
  complaints: Map<string, number>
  toll: Toll
  deaths: { name: string; killed: number; stopped: number }[]
  /** Attempts that came to nothing and were made again. */
  retries: number
  /** Events that RabbitMQ brought to the other service more than once. */
  redelivered: number
  seconds: number
}

/** Milliseconds that publishers have, once everything is well, to get their last answer. */
const answersWithin = 60_000

/** A whole run in `directory`, with processes that `env` marks; leaves nothing running. */
export async function runChaos(options: Options, directory: string, env: NodeJS.ProcessEnv): Promise<Verdict> {
  const { report } = options
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1_000)
  const stage = await setStage(options, directory, env)
  const asking = createAsking(() => urlOf(stage))
  let cast: Cast | null = null
  try {
    const names = mortals(stage).map(({ name }) => name)
    report(`up after ${seconds()} s: ${names.join(', ')}`)
    const books: Books = {
      messages: createBook(),
      notifications: createBook(),
      events: createBook(),
      policies: createBook(),
      revisions: new Map(),
    }
    const chance = createChance(options.seed)
    const health = createHealth()
    const gate = createGate()
    cast = await gather(options, stage, asking, books, gate, chance)
    const { complain } = asking
    const settled = settling(cast, books)
    const target = { stage, readers: cast.readers, gate, settled, chance: chance.branch('storm'), complain }
    if (stage.rabbit) await sleep(queuesAreSafeAfter)
    const toll = await unleash(options.storm, target, health, report)

    const stopped = await Promise.race([cast.stopPublishing(), sleep(answersWithin, 'late', { ref: false })])
    if (stopped === 'late') complain(`a publisher had no answer ${answersWithin / 1_000} s after everything was well`)
    const accounts = await audit(cast, books, asking, health.unhealthy())
    await lookForRemains(stage, complain)
    for (const { stream, longestSilence } of accounts) {
      if (longestSilence !== null && longestSilence > options.silence)
        complain(`${stream}: an entry kept a reader waiting for ${longestSilence} ms in good health`)
    }
    return {
      good: accounts.every(isGood) && asking.complaints.size === 0,
      accounts,
      complaints: asking.complaints,
      toll,
      deaths: mortals(stage).map(({ name, killed, stopped }) => ({ name, killed: killed(), stopped: stopped() })),
      retries: asking.retries(),
      redelivered: cast.neighbour?.heardAgain() ?? 0,
      seconds: seconds(),
    }
  } finally {
    asking.giveUp()
    await cast?.leave()
    if (options.logs) await writeLogs(stage, options.logs)
    await stage.end()
  }
}

function settling(cast: Cast, books: Books): () => Promise<void> {
  return async () => void (await holdsWithin(10_000, () => isSeen(cast, books)))
}

/** Nothing may be left with the broker's dead or with the events that it refused. */
async function lookForRemains({ rabbit, fleet }: Stage, complain: (what: string) => void): Promise<void> {
  const dead = rabbit ? await countDead(rabbit.server.url) : 0
  if (dead > 0) complain(`${dead} dead letters`)
  const [slot] = fleet.slots
  const metrics = await fetch(`${slot?.url}/metrics`).then((response) => response.text())
  for (const name of ['parley_outbox_waiting', 'parley_outbox_parked']) {
    const value = Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1])
    if (value !== 0) complain(`${name} is ${value} at the end`)
  }
}

async function writeLogs({ fleet }: Stage, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  for (const { name, log } of fleet.slots) await writeFile(join(directory, `${name.replace(' ', '-')}.log`), log())
}
