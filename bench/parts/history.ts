import { openDb } from '../../api/db/db.ts'
import type { Bench } from '../bench.ts'
import type { Generator } from '../load/generator.ts'
import { figure, ratio, type Table } from '../table.ts'

const small = 1_000
const page = `query ($room: ID!, $before: Cursor) { room(id: $room) { messages(last: 50, before: $before) {
  edges { cursor node { id text sentAt author { login name } } } pageInfo { startCursor hasPreviousPage } } } }`

type Answer = { room: { messages: { edges: { cursor: string }[] } } }

/** A page of 50 in a room with few messages and in one with very many, at its end and in its middle. */
export async function history(bench: Bench): Promise<Table[]> {
  const parley = bench.options.contenders.find(({ name }) => name === 'parley')
  if (!parley) return []
  const sizes = [small, bench.options.messages]
  const rows = await bench.withServer(parley, {}, async (server, generator) => {
    await generator.introduce(server.sender(), '')
    for (const size of sizes) await fill(server.databaseUrl ?? '', size)
    const measured: { what: string; p50: number; p99: number; perSecond: number }[] = []
    for (const where of ['end', 'middle'] as const) {
      for (const size of sizes) {
        const before = where === 'end' ? null : cursorOf(size, Math.floor(size / 2))
        await mustBeWhole(generator, size, before)
        const ask = (inFlight: number, seconds: number) =>
          generator.ask({ document: page, variables: { room: roomOf(size), before }, inFlight, ms: seconds * 1_000 })
        await ask(20, bench.options.warmUp)
        const alone = await ask(1, bench.options.seconds)
        const many = await ask(20, bench.options.seconds)
        const what = `${where} of ${size.toLocaleString('en-US')} messages`
        measured.push({
          what,
          p50: alone.latencies.percentile(0.5),
          p99: alone.latencies.percentile(0.99),
          perSecond: many.answers / many.seconds,
        })
        bench.say(`page of 50 at the ${what}: p50 ${figure(alone.latencies.percentile(0.5))} ms`)
      }
    }
    return measured
  })
  return [
    {
      title: 'A page of 50 messages',
      about: 'By WebSocket. Latency of one request at a time in milliseconds, and pages a second with 20 under way.',
      columns: ['page', 'p50', 'p99', 'p50 against the small room', 'pages/s'],
      rows: rows.map((row, i) => {
        const reference = rows[i - (i % sizes.length)]
        return [
          row.what,
          figure(row.p50),
          figure(row.p99),
          ratio(row.p50, reference?.p50 ?? Number.NaN),
          figure(row.perSecond),
        ]
      }),
    },
  ]
}

const roomOf = (size: number) => `bench-${size}`
const cursorOf = (size: number, seq: number) => Buffer.from(`room:${roomOf(size)}@${seq}`).toString('base64url')

/** Writes a room as the product would have over months, in one statement. */
async function fill(databaseUrl: string, size: number): Promise<void> {
  const db = openDb(databaseUrl, { max: 1 })
  const room = roomOf(size)
  await db.transaction(async (tx) => {
    await tx`insert into room (id, name) values (${room}, ${room})`
    await tx`insert into room_member (room_id, login, role, joined_at) values (${room}, 'jimmy.solid', 'MEMBER', now())`
    // The feed itself has given up its entries long ago; the messages stay.
    await tx`insert into feed_topic (name, head, oldest) values (${`room:${room}`}, ${size}, ${size + 1})`
    await tx`
      insert into message (id, room_id, seq, author, text, sent_at)
      select gen_random_uuid(), ${room}, seq, case seq % 2 when 0 then 'jimmy.solid' else 'danny.solid' end,
        'Message ' || seq || repeat(' and what more there is to say about it', 2), now() - make_interval(secs => ${size} - seq)
      from generate_series(1, ${size}::bigint) as seq`
  })
  await db.sql`vacuum analyze message`
  await db.close()
}

/** The page is what it should be: 50 messages, up to the right one. */
async function mustBeWhole(generator: Generator, size: number, before: string | null): Promise<void> {
  const { room } = (await generator.askOnce(page, { room: roomOf(size), before })) as Answer
  const last = before === null ? size : Math.floor(size / 2) - 1
  const { edges } = room.messages
  if (edges.length !== 50 || edges.at(-1)?.cursor !== cursorOf(size, last))
    throw new Error(`Not the page that was asked for: ${JSON.stringify(edges.at(-1))}`)
}
