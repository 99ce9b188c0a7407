import { openDb } from '../../api/db/db.ts'
import type { Bench } from '../bench.ts'
import { Histogram } from '../load/histogram.ts'
import type { Members } from '../load/members.ts'
import { portalSecret, portalToken } from '../load/portal-token.ts'
import { startRemote } from '../load/rpc.ts'
import type { Server } from '../server.ts'
import { figure, type Table } from '../table.ts'

const more = { JWT_SECRET: portalSecret, MAX_PENDING_SOCKETS: '1000000' }
const agents = 5_000
const perRoom = 10
const messagesPerSecond = 200

/**
 * A company at work: everybody follows the room that is open and the list of all rooms. A message must cost those who
 * are in its room, and nobody else.
 */
export async function rooms(bench: Bench): Promise<Table[]> {
  const parley = bench.options.contenders.find(({ name }) => name === 'parley')
  if (!parley) return []
  const { sent, seconds, messages, lists, delivered, listed, cpu } = await bench.withServer(
    parley,
    { more },
    (server) => measure(bench, server),
  )
  const row = (what: string, count: number, latencies: Histogram) => [
    what,
    figure(count / seconds),
    ...[0.5, 0.99].map((share) => figure(latencies.percentile(share))),
  ]
  const count = agents.toLocaleString('en-US')
  return [
    {
      title: `${count} agents in ${agents / perRoom} rooms`,
      about: `One process, ${perRoom} members a room, each with a room and a list that are followed by one socket; everybody is in the room of all, too. ${figure(sent / seconds)} messages a second, durable. Server: ${figure(cpu.server / seconds)} cores, database: ${figure(cpu.database / seconds)} cores. A list shows a message at once where it was quiet, else with what else has changed in a tenth of a second.`,
      columns: ['from sending', 'deliveries/s', 'p50 ms', 'p99 ms'],
      rows: [row('to the message in the room', delivered, messages), row('to the list of rooms', listed, lists)],
    },
  ]
}

async function measure(bench: Bench, server: Server) {
  await seed(server.databaseUrl ?? '')
  const members = startRemote<Members>(new URL('../load/members.ts', import.meta.url), bench.env)
  try {
    const given = Array.from({ length: agents }, (_, i) => ({ token: portalToken(`agent.${i}`), room: roomOf(i) }))
    await members.call('connect', server.url, given)
    await members.call('pace', messagesPerSecond, bench.options.warmUp * 1_000)
    const before = await server.cpu()
    const begin = performance.now()
    const measured = await members.call('pace', messagesPerSecond, bench.options.seconds * 1_000)
    const seconds = (performance.now() - begin) / 1_000
    const after = await server.cpu()
    if (measured.delivered !== measured.sent * perRoom)
      throw new Error(`${measured.sent} messages reached ${measured.delivered} members`)
    const cpu = { server: after.server - before.server, database: after.database - before.database }
    bench.say(`${server.contender.title}: ${figure(measured.sent / seconds)} messages a second in many rooms`)
    const [messages, lists] = [new Histogram(measured.messages), new Histogram(measured.lists)]
    return { ...measured, seconds, cpu, messages, lists }
  } finally {
    await members.call('close').catch(() => {})
    await members.end()
  }
}

const roomOf = (agent: number) => `room-${Math.floor(agent / perRoom)}`

async function seed(url: string): Promise<void> {
  const db = openDb(url, { max: 1 })
  await db.sql`
    insert into agent (login, name, role)
    select 'agent.' || n, 'Agent ' || n, 'AGENT' from generate_series(0, ${agents - 1}) as n`
  await db.sql`
    insert into room (id, name, kind)
    select 'room-' || n, 'Room ' || n, 'CLOSED' from generate_series(0, ${agents / perRoom - 1}) as n`
  await db.sql`
    insert into room_member (room_id, login, role, joined_at)
    select 'room-' || n / ${perRoom}, 'agent.' || n, 'MEMBER', now() from generate_series(0, ${agents - 1}) as n`
  await db.close()
}
