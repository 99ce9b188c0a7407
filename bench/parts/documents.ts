import type { Bench } from '../bench.ts'
import { figure, median, ratio, type Table } from '../table.ts'
import { measured } from './fanout.ts'

/** Saturated fan-out to one room whose readers ask for it by several documents, in equal shares. */
export async function documents(bench: Bench): Promise<Table[]> {
  const { options } = bench
  const subscribers = options.subscribers.includes(1_000) ? 1_000 : (options.subscribers[0] as number)
  const asked = options.contenders.filter(({ dialect }) => dialect === 'graphql')
  const rows: string[][] = []
  for (const contender of asked) {
    const costs: number[] = []
    for (const count of options.documents) {
      const texts = Array.from({ length: count }, (_, i) => contender.subscription(count === 1 ? '' : `also${i}: id`))
      const rounds: number[] = []
      for (let round = 0; round < options.rounds; round++) {
        const cost = await bench.withServer(contender, {}, async (server, generator) => {
          await bench.gather(server, generator, subscribers, texts)
          await generator.saturate(options.inFlight, options.warmUp * 1_000)
          return measured(server, generator, () => generator.saturate(options.inFlight, options.seconds * 1_000))
        })
        rounds.push(cost.perDelivery)
      }
      costs.push(median(rounds))
      bench.say(`${contender.title}, ${count} documents: ${figure(costs.at(-1) as number)} µs per delivery`)
    }
    const [first = Number.NaN] = costs
    rows.push([contender.title, ...costs.map(figure), ratio(costs.at(-1) ?? Number.NaN, first)])
  }
  const columns = options.documents.map((count) => `${count} document${count === 1 ? '' : 's'}`)
  return [
    {
      title: `Several documents in one room, ${subscribers.toLocaleString('en-US')} subscribers`,
      about: 'Server CPU per delivery in µs, saturated, every reader subscribed by one of so many different documents.',
      columns: ['contender', ...columns, 'last against first'],
      rows,
    },
  ]
}
