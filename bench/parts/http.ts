import type { Bench } from '../bench.ts'
import type { Contender } from '../contenders.ts'
import { composeText } from '../load/message.ts'
import { costColumns, costs, type Measured, measureRate } from '../rate.ts'
import { figure, ratio, type Table } from '../table.ts'
import { sendMessage } from './sending.ts'

type Asked = { what: string; document: string; variables: Record<string, unknown> }

const nothing: Asked = { what: 'nothing: mutation { __typename }', document: 'mutation { __typename }', variables: {} }

/** Mutations by HTTP, against those of a stock Yoga that asks for no token and keeps nothing. */
export async function http(bench: Bench): Promise<Table[]> {
  const rows: { contender: Contender; measured: Measured }[] = []
  for (const name of ['yoga', 'parley']) {
    const contender = bench.options.contenders.find((one) => one.name === name)
    if (!contender) continue
    const message: Asked[] = contender.isParley
      ? [
          {
            what: 'no-op: sendMessage of an empty text, refused',
            document: sendMessage,
            variables: { input: { text: '' } },
          },
          { what: 'sendMessage, durable', document: sendMessage, variables: { input: { text: composeText(1) } } },
        ]
      : [{ what: 'no-op: sendMessage, kept nowhere', document: contender.sending, variables: { text: composeText(1) } }]
    await bench.withServer(contender, {}, async (server, generator) => {
      await generator.introduce({ ...server.sender(), over: 'http' }, '', 1)
      const { inFlight } = bench.options
      for (const { what, document, variables } of [nothing, ...message]) {
        const load = (ms: number) => generator.ask({ document, variables, inFlight, ms })
        rows.push({ contender, measured: await measureRate(bench, server, what, load) })
      }
    })
  }
  const stock = rows.find(
    ({ contender, measured }) => !contender.isParley && measured.what.startsWith('no-op'),
  )?.measured
  return [
    {
      title: 'HTTP: no-op and sendMessage',
      about: `${bench.options.inFlight} in flight by HTTP POST. CPU in µs each, of the server and of the database's processes; ratios are to the no-op of a stock Yoga.`,
      columns: ['server', 'what', 'per second', 'rate', 'CPU', ...costColumns],
      rows: rows.map(({ contender, measured }) => [
        contender.title,
        measured.what,
        figure(measured.perSecond),
        ratio(measured.perSecond, stock?.perSecond ?? Number.NaN),
        ratio(measured.server, stock?.server ?? Number.NaN),
        ...costs(measured),
      ]),
    },
  ]
}
