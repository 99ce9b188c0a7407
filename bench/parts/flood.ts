import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { type Generator, type Rate, startGenerator } from '../load/generator.ts'
import type { Server } from '../server.ts'
import { figure, ratio, type Table } from '../table.ts'

const me = '{ me { login name } }'
const login = 'mutation ($input: LoginInput!) { login(input: $input) { __typename } }'
const atOnce = 300
/** Log-ins are sent for so long, in milliseconds, before all answers are waited for: most are sent once. */
const burst = 20

/** Requests with a token, while hundreds log in at once under invented names: hashing must not take what they need. */
export async function flood(bench: Bench): Promise<Table[]> {
  const tables: Table[] = []
  for (const contender of bench.options.contenders.filter(({ isParley }) => isParley)) {
    const { quiet, flooded, logIns } = await bench.withServer(contender, {}, (server, generator) =>
      measure(bench, server, generator),
    )
    const row = (what: string, { latencies }: Rate) => [
      what,
      figure(latencies.percentile(0.5)),
      figure(latencies.percentile(0.99)),
      ratio(latencies.percentile(0.99), quiet.latencies.percentile(0.99)),
    ]
    tables.push({
      title: `A flood of log-ins, ${contender.title}`,
      about: `One client with a token asks over HTTP, again as soon as it is answered. The flood is ${atOnce} log-ins at once under invented names every second: ${figure(logIns)} a second were answered, most of them with a refusal.`,
      columns: ['a query with a token', 'p50 ms', 'p99 ms', 'p99 against quiet'],
      rows: [row('quiet', quiet), row('during the flood', flooded)],
    })
  }
  return tables
}

async function measure(bench: Bench, server: Server, generator: Generator) {
  const { seconds, warmUp } = bench.options
  const ask = (duration: number) => generator.ask({ document: me, variables: {}, inFlight: 1, ms: duration * 1_000 })
  await generator.introduce({ ...server.sender(), over: 'http' }, '', 1)
  await ask(warmUp)
  const quiet = await ask(seconds)
  // A process of its own: those who flood must not keep the one with the token from reading.
  const crowd = startGenerator(1, bench.env)
  try {
    await crowd.introduce({ ...server.sender(), token: null, over: 'http' }, '', 1)
    let over = false
    const flooding = floodUntil(crowd, () => over)
    await ask(warmUp)
    const flooded = await ask(seconds)
    over = true
    const logIns = await flooding
    bench.say(`${server.contender.title}: p99 ${figure(flooded.latencies.percentile(0.99))} ms in a flood of log-ins`)
    return { quiet, flooded, logIns }
  } finally {
    await crowd.end()
  }
}

/** Returns how many log-ins a second were answered. */
async function floodUntil(crowd: Generator, over: () => boolean): Promise<number> {
  const begin = performance.now()
  const bursts: Promise<Rate>[] = []
  while (!over()) {
    const variables = { input: { password: 'a guess' } }
    bursts.push(crowd.ask({ document: login, variables, freshId: 'login', inFlight: atOnce, ms: burst }))
    await sleep(1_000)
  }
  const answers = (await Promise.all(bursts)).reduce((sum, sent) => sum + sent.answers, 0)
  return answers / ((performance.now() - begin) / 1_000)
}
