import type { AskerOptions } from './asker.ts'
import type { CrowdOptions } from './crowd.ts'
import { Histogram } from './histogram.ts'
import type { Answered, AskOptions, Loader } from './loader.ts'
import { type Remote, startRemote } from './rpc.ts'

export type Load = { sent: number; deliveries: number; seconds: number; latencies: Histogram }

export type Rate = { answers: number; seconds: number; latencies: Histogram }

/** The load generator: some processes that share the readers; the first one also sends and asks. */
export type Generator = {
  connect(options: CrowdOptions): Promise<void>
  /** Connects so many who send and ask, one unless it is said. */
  introduce(options: AskerOptions, send: string, count?: number): Promise<void>
  /** Resolves when every reader is subscribed and in step. */
  gather(): Promise<void>
  saturate(inFlight: number, ms: number): Promise<Load>
  pace(perSecond: number, ms: number): Promise<Load>
  ask(options: AskOptions): Promise<Rate>
  /** Single-row inserts without any server in between. */
  insertRows(url: string, options: { inFlight: number; connections: number; ms: number }): Promise<Rate>
  askOnce(query: string, variables: Record<string, unknown>): Promise<unknown>
  /** Sales one after the other: from asking to buy and from its answer to the notification, and the buying itself. */
  sell(
    server: { url: string; token: string | null },
    sales: number,
  ): Promise<Record<'fromAsking' | 'fromAnswer' | 'buying', Histogram>>
  /** Publish, confirm and consume without any server in between. */
  roundTrips(amqpUrl: string, times: number): Promise<Histogram>
  caughtUp(messages: number): Promise<number>
  disconnect(): Promise<void>
  /** Seconds of CPU of each process since this was asked last. */
  cpuSeconds(): Promise<number[]>
  end(): Promise<void>
}

export function startGenerator(processes: number, env: NodeJS.ProcessEnv): Generator {
  const file = new URL('./loader.ts', import.meta.url)
  const loaders = Array.from({ length: processes }, () => startRemote<Loader>(file, env))
  const first = loaders[0] as Remote<Loader>
  const all = <T>(call: (loader: Remote<Loader>, index: number) => Promise<T>) => Promise.all(loaders.map(call))
  const others = loaders.slice(1)

  const load = async (send: () => Promise<number>): Promise<Load> => {
    await all((loader) => loader.call('fallInStep'))
    const begin = performance.now()
    const sent = await send()
    await Promise.all(others.map((loader) => loader.call('arrival', sent)))
    const seconds = (performance.now() - begin) / 1_000
    const delivered = await all((loader) => loader.call('delivered'))
    const latencies = Histogram.sum(await all((loader) => loader.call('latencies')))
    return { sent, deliveries: delivered.reduce((sum, count) => sum + count, 0), seconds, latencies }
  }

  return {
    connect: async (options) => {
      const share = (index: number) =>
        Math.floor(options.count / processes) + (index < options.count % processes ? 1 : 0)
      await all((loader, index) => loader.call('connect', { ...options, count: share(index) }))
    },
    introduce: (options, send, count = 1) => first.call('introduce', options, send, count),
    gather: async () => {
      await first.call('gather')
      // The first one sends until its own readers have heard; these have, or have not, by then.
      if (others.length > 0) await settle(loaders)
    },
    saturate: (inFlight, ms) => load(() => first.call('saturate', inFlight, ms)),
    pace: (perSecond, ms) => load(() => first.call('pace', perSecond, ms)),
    ask: async (options) => rateOf(await first.call('ask', options)),
    insertRows: async (url, options) => rateOf(await first.call('insertRows', url, options)),
    askOnce: (query, variables) => first.call('askOnce', query, variables),
    sell: async ({ url, token }, sales) => {
      const { fromAsking, fromAnswer, buying } = await first.call('sell', url, token, sales)
      return {
        fromAsking: new Histogram(fromAsking),
        fromAnswer: new Histogram(fromAnswer),
        buying: new Histogram(buying),
      }
    },
    roundTrips: async (amqpUrl, times) => new Histogram(await first.call('roundTrips', amqpUrl, times)),
    caughtUp: async (messages) => {
      const caughtUp = await all((loader) => loader.call('caughtUp', messages))
      return caughtUp.reduce((sum, count) => sum + count, 0)
    },
    disconnect: async () => {
      await all((loader) => loader.call('disconnect'))
    },
    cpuSeconds: () => all((loader) => loader.call('cpuSeconds')),
    end: async () => {
      await all((loader) => loader.end())
    },
  }
}

function rateOf({ answers, ms, latencies }: Answered): Rate {
  return { answers, seconds: ms / 1_000, latencies: new Histogram(latencies) }
}

/** One more message for all processes: a reader that has not received it after a while is not subscribed. */
async function settle(loaders: Remote<Loader>[]): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    await Promise.all(loaders.map((loader) => loader.call('fallInStep')))
    const sent = await (loaders[0] as Remote<Loader>).call('pace', 10, 100)
    const heard = Promise.all(loaders.map((loader) => loader.call('arrival', sent)))
    const late = new Promise<false>((resolve) => setTimeout(resolve, 5_000, false).unref())
    if (await Promise.race([heard.then(() => true), late])) return
    if (attempt === 10) throw new Error('Not every reader hears what is sent')
  }
}
