import type { Bench } from './bench.ts'
import type { Rate } from './load/generator.ts'
import type { Server } from './server.ts'
import { figure } from './table.ts'

/** Asks for so many milliseconds. */
export type Load = (ms: number) => Promise<Rate>

/** CPU in µs and latencies in ms, of one answer. */
export type Measured = { what: string; perSecond: number; server: number; database: number; p50: number; p99: number }

/** What one kind of question costs a server, once it has warmed up to it. */
export async function measureRate(bench: Bench, server: Server, what: string, load: Load): Promise<Measured> {
  const { seconds, warmUp } = bench.options
  await load(warmUp * 1_000)
  const before = await server.cpu()
  const { answers, seconds: took, latencies } = await load(seconds * 1_000)
  const after = await server.cpu()
  const each = (from: number, to: number) => ((to - from) / answers) * 1_000_000
  bench.say(`${server.contender.title}, ${what}: ${figure(answers / took)}/s`)
  return {
    what,
    perSecond: answers / took,
    server: each(before.server, after.server),
    database: each(before.database, after.database),
    p50: latencies.percentile(0.5),
    p99: latencies.percentile(0.99),
  }
}

export const costColumns = ['server µs', 'database µs', 'p50 ms', 'p99 ms']

export function costs({ server, database, p50, p99 }: Measured): string[] {
  return [server, database, p50, p99].map(figure)
}
