import { wordsOfMessage } from '../../api/chat/search-store.ts'
import { openDb } from '../../api/db/db.ts'
import type { Bench } from '../bench.ts'
import type { Generator } from '../load/generator.ts'
import { logIn } from '../server.ts'
import { figure, type Table } from '../table.ts'

const rooms = 500
const ofOne = 10
const search = `query ($query: String!, $order: SearchOrder) { searchMessages(query: $query, order: $order, first: 20) {
  edges { cursor node { snippet marks { start end } message { id sentAt author { login name } room { id name } } } } } }`

/** What is asked, and how many of the first 20 an agent must get who is in every room. */
const queries = [
  { what: 'a word of every third message', query: 'policy' },
  { what: 'a word of every hundredth', query: 'w77' },
  { what: 'a word of every ten thousandth', query: 'rare77' },
  { what: 'a word of one', query: 'message500000' },
  { what: 'a common and a rare word', query: 'policy rare77' },
  { what: 'the beginning of many words', query: 'ra' },
  { what: 'a letter and a rare word', query: 'w rare77' },
  { what: 'a phrase', query: '"policy of the customer"' },
  { what: 'a common word of one author', query: 'policy from:agent7' },
  { what: 'a word of last year', query: 'w77 before:2026-01-01' },
  { what: 'a common word, best first', query: 'policy', order: 'BEST' },
  { what: 'a rare word, best first', query: 'rare77', order: 'BEST' },
]

type Answer = { searchMessages: { edges: unknown[] } }

/** Finding messages among very many, by an agent who is in all rooms and by one who is in few. */
export async function searching(bench: Bench): Promise<Table[]> {
  const parley = bench.options.contenders.find(({ name }) => name === 'parley')
  if (!parley) return []
  const { messages, seconds, warmUp } = bench.options
  const rows = await bench.withServer(parley, {}, async (server, generator) => {
    bench.say(`filling ${rooms} rooms with ${messages.toLocaleString('en-US')} messages`)
    await fill(server.databaseUrl ?? '', messages)
    const measured: string[][] = []
    for (const [login, who] of [
      ['jimmy.solid', `all ${rooms} rooms`],
      ['danny.solid', `${ofOne} rooms`],
    ] as const) {
      await generator.introduce({ ...server.sender(), token: await logIn(server.url, login) }, '')
      for (const { what, query, order } of queries) {
        const ask = (inFlight: number, ms: number) =>
          generator.ask({ document: search, variables: { query, order }, inFlight, ms })
        const found = await count(generator, query)
        await ask(1, (warmUp * 1_000) / 2)
        const { latencies } = await ask(1, seconds * 1_000)
        const [p50, p95] = [0.5, 0.95].map((share) => figure(latencies.percentile(share)))
        measured.push([what, who, String(found), p50 ?? '', p95 ?? ''])
        bench.say(`${what} in ${who}: ${found} found, p50 ${p50}, p95 ${p95} ms`)
      }
    }
    return measured
  })
  return [
    {
      title: `Finding messages among ${messages.toLocaleString('en-US')}`,
      about: 'The first 20, by WebSocket. Latency of one request at a time in milliseconds.',
      columns: ['asked for', 'by an agent in', 'found', 'p50', 'p95'],
      rows,
    },
  ]
}

async function count(generator: Generator, query: string): Promise<number> {
  const { searchMessages } = (await generator.askOnce(search, { query })) as Answer
  return searchMessages.edges.length
}

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}

function textOf(i: number, next: () => number): string {
  const about = next() % 3 === 0 ? 'policy of the customer' : pick(['offer', 'claim', 'payment'], next())
  const where = pick(['Łódź', 'Kraków', 'Gdańsk'], next())
  const what = pick(['calls back', 'has paid', 'asks for a discount', 'wants to leave'], next())
  return `Message${i} w${next() % 100} rare${next() % 10_000} about the ${about} in ${where}, who ${what} soon`
}

/** Writes rooms as the product would have over two years. One agent is in all of them and one in few. */
async function fill(databaseUrl: string, messages: number): Promise<void> {
  const db = openDb(databaseUrl, { max: 1 })
  const ids = Array.from({ length: rooms }, (_, i) => `bench-${i}`)
  await db.sql`insert into room (id, name) select id, id from unnest(${ids}::text[]) as id`
  for (const [login, some] of [
    ['jimmy.solid', ids],
    ['danny.solid', ids.slice(0, ofOne)],
  ] as const)
    await db.sql`
      insert into room_member (room_id, login, role, joined_at)
      select id, ${login}, 'MEMBER', now() from unnest(${some as string[]}::text[]) as id`
  const next = numbers(1)
  for (let from = 0; from < messages; from += 10_000) {
    const some = Array.from({ length: Math.min(10_000, messages - from) }, (_, i) => {
      const number = from + i
      return { text: textOf(number, next), author: `agent${next() % 97}`, roomId: pick(ids, next()), number }
    })
    await db.sql`
      insert into message (id, room_id, seq, number, author, text, sent_at, words, words_version)
      select gen_random_uuid(), room, n, n, author, text, now() - make_interval(mins => ${messages} - n), words::tsvector, 1
      from unnest(${some.map(({ roomId }) => roomId)}::text[], ${some.map(({ number }) => number)}::int[],
        ${some.map(({ author }) => author)}::text[], ${some.map(({ text }) => text)}::text[],
        ${some.map(wordsOfMessage)}::text[]) as given (room, n, author, text, words)`
  }
  await db.sql`vacuum analyze message`
  await db.close()
}
