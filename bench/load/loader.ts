import { Asker, type AskerOptions } from './asker.ts'
import { now } from './clock.ts'
import { Crowd, type CrowdOptions } from './crowd.ts'
import { Histogram } from './histogram.ts'
import { arrival, gather, pace, saturate } from './loads.ts'
import { serve } from './rpc.ts'

/** Counts of a {@link Histogram} travel between processes as they are. */
type Counts = number[]

export type AskOptions = {
  document: string
  /** Asked in turn. */
  variables: Record<string, unknown>[]
  /** A variable that gets a fresh UUID each time. */
  freshId?: string
  inFlight: number
  ms: number
}

let crowd: Crowd | null = null
let asker: Asker | null = null
let document = ''
let cpu = process.cpuUsage()

const crowdHere = () => mustHave(crowd)
const askerHere = () => mustHave(asker)
const sending = () => ({ document, asker: askerHere(), crowd: crowdHere() })

/** One process of the load generator: readers, and in one of the processes somebody who sends. */
const loader = {
  connect: async (options: CrowdOptions): Promise<void> => {
    crowd = new Crowd(options)
    await crowd.open()
  },
  /** Connects the one who sends, with the document that sends a `$text`. */
  introduce: async (options: AskerOptions, send: string): Promise<void> => {
    asker = new Asker(options)
    document = send
    await asker.ready
  },
  gather: () => gather(sending()),
  fallInStep: () => crowdHere().fallInStep(),
  saturate: (inFlight: number, ms: number) => saturate(sending(), inFlight, ms),
  pace: (perSecond: number, ms: number) => pace(sending(), perSecond, ms),
  /** Resolves when each reader here has got this many messages since it fell in step. */
  arrival: (messages: number) => arrival(crowdHere(), () => crowdHere().delivered >= messages * crowdHere().size),
  delivered: () => crowdHere().delivered,
  latencies: (): Counts => crowdHere().latencies.counts(),
  ask: async (options: AskOptions): Promise<{ answers: number; ms: number; latencies: Counts }> => {
    const latencies = new Histogram()
    const begin = now()
    let asked = 0
    const askOn = async () => {
      while (now() - begin < options.ms) {
        const variables = options.variables[asked++ % options.variables.length] ?? {}
        const given = options.freshId ? withFreshId(variables, options.freshId) : variables
        const at = now()
        await new Promise((answered) => askerHere().ask(options.document, given, answered))
        latencies.add(now() - at)
      }
    }
    await Promise.all(Array.from({ length: options.inFlight }, askOn))
    return { answers: latencies.total, ms: now() - begin, latencies: latencies.counts() }
  },
  /** Seconds of CPU since it was asked last. */
  cpuSeconds: (): number => {
    const used = process.cpuUsage(cpu)
    cpu = process.cpuUsage()
    return (used.user + used.system) / 1_000_000
  },
  disconnect: () => {
    crowd?.close()
    asker?.close()
    crowd = null
    asker = null
  },
}
export type Loader = typeof loader

serve(loader)

function withFreshId(variables: Record<string, unknown>, name: string): Record<string, unknown> {
  return { ...variables, [name]: crypto.randomUUID() }
}

function mustHave<T>(value: T | null): T {
  if (value === null) throw new Error('Not connected')
  return value
}
