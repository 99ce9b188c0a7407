import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import type { Contender } from '../contenders.ts'
import { type Generator, startGenerator } from '../load/generator.ts'
import { Histogram } from '../load/histogram.ts'
import { portalSecret, portalToken } from '../load/portal-token.ts'
import type { Server } from '../server.ts'
import { figure, type Table } from '../table.ts'

/** Thousands come from one address. */
const more = { JWT_SECRET: portalSecret, MAX_PENDING_SOCKETS: '1000000' }
const newest = '{ room(id: "general") { messages(last: 50) { pageInfo { startCursor } } } }'
const live = 100
const messagesPerSecond = 20
/** Messages that everybody who returns has missed. */
const missed = 49

type Newest = { room: { messages: { pageInfo: { startCursor: string } } } }

/**
 * Readers who come back at once after a process has died: each with a token of her own to verify and a page to replay,
 * while others are already there and hear what is sent.
 */
export async function storm(bench: Bench): Promise<Table[]> {
  const parley = bench.options.contenders.find(({ name }) => name === 'parley')
  if (!parley) return []
  const readers = Math.max(...bench.options.subscribers)
  const { databaseUrl, cursor } = await bench.withServer(parley, { more }, writeAndDie)
  const measured = await bench.withServer(
    parley,
    { more: { ...more, DATABASE_URL: databaseUrl } },
    (server, generator) => measure(bench, server, generator, readers, cursor),
  )
  const { calm, during, seconds, cpu } = measured
  return [
    {
      title: `${readers.toLocaleString('en-US')} readers return at once`,
      about: `After kill -9 and a restart. Each has her own token and missed ${missed} messages; ${live} others are there already and hear ${messagesPerSecond} messages a second. All were there again after ${figure(seconds)} s, which took ${figure((cpu.server / readers) * 1_000)} ms of the server's CPU and ${figure((cpu.database / readers) * 1_000)} ms of the database's each.`,
      columns: ['live delivery to those who are there', 'p50 ms', 'p99 ms', 'worst ms'],
      rows: [
        ['before', ...percentiles(calm)],
        ['while the others return', ...percentiles(during)],
      ],
    },
  ]
}

const percentiles = (latencies: Histogram) => [0.5, 0.99, 1].map((share) => figure(latencies.percentile(share)))

async function writeAndDie(server: Server, generator: Generator): Promise<{ databaseUrl: string; cursor: string }> {
  const { contender } = server
  const documents = [contender.subscription('')]
  await generator.connect({ url: server.url, dialect: contender.dialect, count: 1, documents, tokens: [tokenOf(0)] })
  await generator.introduce(server.sender(), contender.sending)
  await generator.gather()
  await generator.saturate(20, 1_000)
  const { room } = (await generator.askOnce(newest, {})) as Newest
  await generator.end()
  await server.stop('SIGKILL')
  return { databaseUrl: server.databaseUrl ?? '', cursor: room.messages.pageInfo.startCursor }
}

async function measure(bench: Bench, server: Server, generator: Generator, readers: number, cursor: string) {
  await bench.gather(server, generator, live)
  await generator.pace(messagesPerSecond, bench.options.warmUp * 1_000)
  const calm = await generator.pace(messagesPerSecond, bench.options.seconds * 1_000)
  // Processes of their own: those who return must not keep those who are there from reading.
  const crowd = startGenerator(1, bench.env)
  try {
    const before = await server.cpu()
    const begin = performance.now()
    const returning = comeBack(crowd, server.contender, server.url, readers, cursor).then(
      () => performance.now() - begin,
    )
    let over = false
    returning.finally(() => {
      over = true
    })
    const during = []
    while (!over) during.push((await generator.pace(messagesPerSecond, 500)).latencies)
    const seconds = (await returning) / 1_000
    const after = await server.cpu()
    const cpu = { server: after.server - before.server, database: after.database - before.database }
    bench.say(`${readers} readers returned in ${figure(seconds)} s`)
    return { calm: calm.latencies, during: Histogram.sum(during.map((latencies) => latencies.counts())), seconds, cpu }
  } finally {
    await crowd.end()
  }
}

async function comeBack(
  crowd: Generator,
  { dialect, subscription }: Contender,
  url: string,
  readers: number,
  cursor: string,
) {
  await crowd.connect({
    url,
    dialect,
    count: readers,
    documents: [subscription('')],
    tokens: Array.from({ length: readers }, (_, i) => tokenOf(i)),
    variables: { after: cursor },
    inStep: true,
    atOnce: 500,
  })
  while ((await crowd.caughtUp(missed)) < readers) await sleep(20)
}

/** Another token for each reader, of a hundred agents. */
const tokenOf = (reader: number) => portalToken(`agent.${reader % 100}`, { reader })
