import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import type { Contender } from '../contenders.ts'
import { logIn, type Server } from '../server.ts'
import { figure, median, ratio, type Table } from '../table.ts'

/** What came and went before it counts, so that code and caches are there already. */
const warmUp = 200

/** Memory of subscribers to whom nothing is sent. */
export async function memory(bench: Bench): Promise<Table[]> {
  const { contenders, idle, rounds } = bench.options
  const perSubscriber = new Map<Contender, number[]>()
  for (const contender of contenders) {
    const figures: number[] = []
    for (const count of idle) {
      const measured: number[] = []
      for (let round = 0; round < rounds; round++) measured.push(await measure(bench, contender, count))
      figures.push(median(measured))
      bench.say(`${contender.title}, ${count} idle subscribers: ${figure(figures.at(-1) as number)} KiB each`)
    }
    perSubscriber.set(contender, figures)
  }
  const [reference] = perSubscriber.values()
  const counts = idle.map((count) => count.toLocaleString('en-US'))
  return [
    {
      title: 'Memory per idle subscriber',
      about:
        'Resident memory with so many subscribers less the same process’s before, garbage collected in both, in KiB each. Every subscriber was then sent a message and got it.',
      columns: ['contender', ...counts.flatMap((count) => [`KiB at ${count}`, 'against bare ws'])],
      rows: [...perSubscriber].map(([{ title }, figures]) => [
        title,
        ...figures.flatMap((kib, i) => [figure(kib), ratio(kib, reference?.[i] ?? Number.NaN)]),
      ]),
    },
  ]
}

function measure(bench: Bench, contender: Contender, count: number): Promise<number> {
  return bench.withServer(contender, {}, async (server, generator) => {
    const readers = readersOf(server)
    await generator.connect({ ...readers, count: warmUp })
    await generator.disconnect()
    await sleep(1_000)
    const before = await server.settledBytes()
    await generator.connect({ ...readers, count })
    await sleep(2_000)
    const after = await server.settledBytes()
    // Somebody else sends: an agent may have as many sockets as there are readers here, and not one more.
    const token = contender.isParley ? await logIn(server.url, 'danny.solid') : null
    await generator.introduce({ ...server.sender(), token }, contender.sending)
    await generator.gather()
    return (after - before) / count / 1_024
  })
}

function readersOf({ contender, url, token }: Server) {
  return { url, dialect: contender.dialect, documents: [contender.subscription('')], tokens: token ? [token] : [] }
}
