import { openDb } from '../../api/db/db.ts'
import { now } from './clock.ts'
import { Histogram } from './histogram.ts'
import { composeText } from './message.ts'

/** Rows like a message's, inserted one a statement, each committed by itself; so many under way on `connections`. */
export async function insertRows(url: string, options: { inFlight: number; connections: number; ms: number }) {
  const db = openDb(url, { max: options.connections })
  await db.sql`create table if not exists bare_message (
    id uuid primary key, room_id text not null, seq bigint, author text not null, text text not null, sent_at timestamptz not null)`
  const latencies = new Histogram()
  const begin = now()
  const insert = async () => {
    while (now() - begin < options.ms) {
      const at = now()
      await db.sql`insert into bare_message ${db.sql({
        id: crypto.randomUUID(),
        roomId: 'general',
        author: 'jimmy.solid',
        text: composeText(1),
        sentAt: new Date(),
      })}`
      latencies.add(now() - at)
    }
  }
  await Promise.all(Array.from({ length: options.inFlight }, insert))
  const ms = now() - begin
  await db.close()
  return { answers: latencies.total, ms, latencies: latencies.counts() }
}
