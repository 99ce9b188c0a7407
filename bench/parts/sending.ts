import type { Bench } from '../bench.ts'
import type { Generator } from '../load/generator.ts'
import { composeText } from '../load/message.ts'
import { costColumns, costs, type Load, type Measured, measureRate } from '../rate.ts'
import type { Server } from '../server.ts'
import { figure, ratio, type Table } from '../table.ts'

export const sendMessage =
  'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename ... on SendMessageSuccess { cursor message { id } } } }'
const renewSession = 'mutation ($input: RenewSessionInput!) { renewSession(input: $input) { __typename } }'
const message = { input: { text: composeText(1) } }

/** Messages that are acknowledged when they are durable, against mutations that do nothing and rows that are inserted bare. */
export async function sending(bench: Bench): Promise<Table[]> {
  const tables: Table[] = []
  for (const contender of bench.options.contenders.filter(({ isParley }) => isParley)) {
    const measured = await bench.withServer(contender, {}, (server, generator) => measureAll(bench, server, generator))
    const one = await bench.withServer(contender, { more: { MAX_BATCHES_IN_FLIGHT: '1' } }, (server, generator) =>
      measureOneBatch(bench, server, generator),
    )
    const next = measured.findIndex(({ what }) => what.startsWith('bare inserts'))
    tables.push(tableOf(bench, contender.title, measured.toSpliced(next < 0 ? measured.length : next, 0, one)))
  }
  return tables
}

async function measureAll(bench: Bench, server: Server, generator: Generator): Promise<Measured[]> {
  const { inFlight } = bench.options
  const measured: Measured[] = []
  const measure = async (what: string, load: Load) => {
    measured.push(await measureRate(bench, server, what, load))
  }
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

/** What it gains that several batches of messages are in flight. */
async function measureOneBatch(bench: Bench, server: Server, generator: Generator): Promise<Measured> {
  const { inFlight } = bench.options
  await generator.introduce(server.sender(), '', inFlight)
  return measureRate(bench, server, `sendMessage, ${inFlight} sockets, one batch at a time`, (ms) =>
    generator.ask({ document: sendMessage, variables: message, inFlight, ms }),
  )
}

function tableOf(bench: Bench, title: string, measured: Measured[]): Table {
  const reference = measured.find(({ what }) => what.startsWith('no-op'))
  return {
    title: `Sending, ${title}`,
    about: `${bench.options.inFlight} in flight. CPU in µs each, of the server and of the database's processes.`,
    columns: ['what', 'per second', 'against no-op', ...costColumns],
    rows: measured.map((m) => [
      m.what,
      figure(m.perSecond),
      ratio(m.perSecond, reference?.perSecond ?? Number.NaN),
      ...costs(m),
    ]),
  }
}
