import type { Bench } from '../bench.ts'
import type { Generator, Rate } from '../load/generator.ts'
import { composeText } from '../load/message.ts'
import type { Server } from '../server.ts'
import { figure, ratio, type Table } from '../table.ts'

const sendMessage =
  'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename ... on SendMessageSuccess { cursor message { id } } } }'
const renewSession = 'mutation ($input: RenewSessionInput!) { renewSession(input: $input) { __typename } }'

type Measured = { what: string; perSecond: number; server: number; database: number; p50: number; p99: number }

/** Messages that are acknowledged when they are durable, against mutations that do nothing and rows that are inserted bare. */
export async function sending(bench: Bench): Promise<Table[]> {
  const tables: Table[] = []
  for (const contender of bench.options.contenders.filter(({ isParley }) => isParley)) {
    const measured = await bench.withServer(contender, {}, (server, generator) => measureAll(bench, server, generator))
    tables.push(tableOf(bench, contender.title, measured))
  }
  return tables
}

async function measureAll(bench: Bench, server: Server, generator: Generator): Promise<Measured[]> {
  const { inFlight, seconds, warmUp } = bench.options
  const measured: Measured[] = []
  const measure = async (what: string, load: (ms: number) => Promise<Rate>) => {
    await load(warmUp * 1_000)
    const before = await server.cpu()
    const { answers, seconds: took, latencies } = await load(seconds * 1_000)
    const after = await server.cpu()
    const each = (from: number, to: number) => ((to - from) / answers) * 1_000_000
    measured.push({
      what,
      perSecond: answers / took,
      server: each(before.server, after.server),
      database: each(before.database, after.database),
      p50: latencies.percentile(0.5),
      p99: latencies.percentile(0.99),
    })
    bench.say(`${server.contender.title}, ${what}: ${figure(answers / took)}/s`)
  }
  const message = { input: { text: composeText(1) } }
  const nothing = { input: { accessToken: '' } }
  const ask = (document: string, variables: object, freshId?: string) => (ms: number) =>
    generator.ask({ document, variables: { ...variables }, freshId, inFlight, ms })

  await generator.introduce(server.sender(), '', 1)
  await measure('nothing: mutation { __typename }', ask('mutation { __typename }', {}))
  await measure('no-op: renewSession of no token', ask(renewSession, nothing))
  await measure('sendMessage, one socket', ask(sendMessage, message))
  await measure('sendMessage with clientId, one socket', ask(sendMessage, message, 'clientId'))
  await generator.introduce(server.sender(), '', inFlight)
  await measure(`no-op, ${inFlight} sockets`, ask(renewSession, nothing))
  await measure(`sendMessage, ${inFlight} sockets`, ask(sendMessage, message))
  await generator.introduce({ ...server.sender(), over: 'http' }, '', 1)
  await measure('HTTP: sendMessage of an empty text, refused', ask(sendMessage, { input: { text: '' } }))
  await measure('HTTP: sendMessage', ask(sendMessage, message))
  const { databaseUrl } = server
  if (databaseUrl) {
    await measure('bare inserts, one after the other', (ms) =>
      generator.insertRows(databaseUrl, { inFlight: 1, connections: 1, ms }),
    )
    await measure(`bare inserts, ${inFlight} under way on 10 connections`, (ms) =>
      generator.insertRows(databaseUrl, { inFlight, connections: 10, ms }),
    )
  }
  return measured
}

function tableOf(bench: Bench, title: string, measured: Measured[]): Table {
  const reference = measured.find(({ what }) => what.startsWith('no-op'))
  return {
    title: `Sending, ${title}`,
    about: `${bench.options.inFlight} in flight. CPU in µs each, of the server and of the database's processes.`,
    columns: ['what', 'per second', 'against no-op', 'server µs', 'database µs', 'p50 ms', 'p99 ms'],
    rows: measured.map((m) => [
      m.what,
      figure(m.perSecond),
      ratio(m.perSecond, reference?.perSecond ?? Number.NaN),
      figure(m.server),
      figure(m.database),
      figure(m.p50),
      figure(m.p99),
    ]),
  }
}
