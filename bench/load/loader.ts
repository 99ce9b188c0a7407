import { type Asker, type AskerOptions, createAsker } from './asker.ts'
import { now } from './clock.ts'
import { Crowd, type CrowdOptions } from './crowd.ts'
import { Histogram } from './histogram.ts'
import { insertRows } from './inserts.ts'
import { arrival, gather, pace, saturate } from './loads.ts'
import { serve } from './rpc.ts'
import { roundTrips, sell } from './sales.ts'

/** Counts of a {@link Histogram} travel between processes as they are. */
type Counts = number[]

export type Answered = { answers: number; ms: number; latencies: Counts }

export type AskOptions = {
  document: string
  variables: Record<string, unknown>
  /** A member of the variable `input` that gets a fresh UUID each time. */
  freshId?: string
  inFlight: number
  ms: number
}

let crowd: Crowd | null = null
let askers: Asker[] = []
let document = ''
let cpu = process.cpuUsage()

const crowdHere = () => assertHas(crowd)
const sending = () => ({ document, asker: assertHas(askers[0] ?? null), crowd: crowdHere() })
/** The work, unless somebody who asks can ask no more. */
const unlessFailed = <T>(work: Promise<T>): Promise<T> => Promise.race([work, ...askers.map((asker) => asker.failed)])

/** One process of the load generator: readers, and in one of the processes those who send and ask. */
const loader = {
  connect: async (options: CrowdOptions): Promise<void> => {
    crowd?.close()
    crowd = new Crowd(options)
    await crowd.open()
  },
  /** Connects those who send, with the document that sends a `$text`. */
  introduce: async (options: AskerOptions, send: string, count: number): Promise<void> => {
    for (const asker of askers) asker.close()
    askers = Array.from({ length: count }, () => createAsker(options))
    document = send
    await Promise.all(askers.map((asker) => asker.ready))
  },
  gather: () => unlessFailed(gather(sending())),
  fallInStep: () => crowdHere().fallInStep(),
  saturate: (inFlight: number, ms: number) => unlessFailed(saturate(sending(), inFlight, ms)),
  pace: (perSecond: number, ms: number) => unlessFailed(pace(sending(), perSecond, ms)),
  /** Resolves when each reader here has got this many messages since it fell in step. */
  arrival: (messages: number) => arrival(crowdHere(), () => crowdHere().delivered >= messages * crowdHere().size),
  delivered: () => crowdHere().delivered,
  latencies: (): Counts => crowdHere().latencies.counts(),
  ask: async ({ document, variables, freshId, inFlight, ms }: AskOptions): Promise<Answered> => {
    const latencies = new Histogram()
    const begin = now()
    const askOn = async (_: unknown, i: number) => {
      const asker = assertHas(askers[i % askers.length] ?? null)
      while (now() - begin < ms) {
        const given = freshId ? withFreshId(variables, freshId) : variables
        const at = now()
        await new Promise((answered) => asker.ask(document, given, answered))
        latencies.add(now() - at)
      }
    }
    await unlessFailed(Promise.all(Array.from({ length: inFlight }, askOn)))
    return { answers: latencies.total, ms: now() - begin, latencies: latencies.counts() }
  },
  insertRows,
  roundTrips,
  sell: (url: string, token: string | null, sales: number) =>
    unlessFailed(sell(assertHas(askers[0] ?? null), url, token, sales)),
  /** The data of one answer. */
  askOnce: (query: string, variables: Record<string, unknown>) =>
    unlessFailed(new Promise<unknown>((answered) => assertHas(askers[0] ?? null).ask(query, variables, answered))),
  /** How many readers have got this many messages or more since they fell in step. */
  caughtUp: (messages: number): number => crowdHere().caughtUp(messages),
  /** Seconds of CPU since it was asked last. */
  cpuSeconds: (): number => {
    const used = process.cpuUsage(cpu)
    cpu = process.cpuUsage()
    return (used.user + used.system) / 1_000_000
  },
  disconnect: () => {
    crowd?.close()
    crowd = null
    for (const asker of askers.splice(0)) asker.close()
  },
}
export type Loader = typeof loader

serve(loader)

function withFreshId(variables: Record<string, unknown>, name: string): Record<string, unknown> {
  return { ...variables, input: { ...(variables.input as object), [name]: crypto.randomUUID() } }
}

function assertHas<T>(value: T | null): T {
  if (value === null) throw new Error('Not connected')
  return value
}
