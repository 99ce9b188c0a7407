import type { Bench } from '../bench.ts'
import { Histogram } from '../load/histogram.ts'
import { figure, ratio, type Table } from '../table.ts'

type Round = Record<'bare' | 'buying' | 'fromAnswer' | 'fromAsking', Histogram>

const sales = 300
const inTurn = 3

/** From a sale to its notification on a subscriber's socket, through RabbitMQ, against what RabbitMQ takes by itself. */
export async function sale(bench: Bench): Promise<Table[]> {
  const { rabbitmq } = bench
  const parley = bench.options.contenders.find(({ name }) => name === 'parley')
  if (!parley || !rabbitmq) return []
  const measured = await bench.withServer(parley, { more: { AMQP_URL: rabbitmq } }, async (server, generator) => {
    await generator.introduce(server.sender(), '')
    const rounds: Round[] = []
    for (let turn = 0; turn < inTurn; turn++) {
      const bare = await generator.roundTrips(rabbitmq, sales)
      const sold = await generator.sell(server, sales)
      bench.say(
        `sale to notification p50 ${figure(sold.fromAsking.percentile(0.5))} ms, bare ${figure(bare.percentile(0.5))} ms`,
      )
      rounds.push({ ...sold, bare })
    }
    const whole = (pick: (round: Round) => Histogram) => Histogram.sum(rounds.map((r) => pick(r).counts()))
    return [
      ['RabbitMQ alone: publish, confirm, consume', whole((round) => round.bare)],
      ['buyPolicy, from asking to its answer', whole((round) => round.buying)],
      ['from the answer of buyPolicy to the notification', whole((round) => round.fromAnswer)],
      ['from asking for buyPolicy to the notification', whole((round) => round.fromAsking)],
    ] as const
  })
  const reference = measured[0][1]
  return [
    {
      title: 'From a sale to its notification, through RabbitMQ',
      about: `${sales * inTurn} sales one after the other, in turn with as many round trips of the same broker by a quorum queue of its own. In milliseconds. The answer of buyPolicy is given after its commit, when the event is on its way already.`,
      columns: ['what', 'p50', 'p99', 'p50 against RabbitMQ alone'],
      rows: measured.map(([what, latencies]) => [
        what,
        figure(latencies.percentile(0.5)),
        figure(latencies.percentile(0.99)),
        ratio(latencies.percentile(0.5), reference.percentile(0.5)),
      ]),
    },
  ]
}
