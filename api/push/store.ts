import type { DbClient, Tx } from '../db/db.ts'
import type { PushTarget } from './push.ts'

/** The keys by which push services know this installation (VAPID), in base64url. */
export type PushKeys = { publicKey: string; privateKey: string }

/** Made once per database, by whichever process comes first. */
export async function pushKeys(tx: Tx, make: () => PushKeys): Promise<PushKeys> {
  await tx`lock table push_key in exclusive mode`
  const [known] = await tx<PushKeys[]>`select public_key, private_key from push_key order by created_at desc limit 1`
  if (known) return known
  const made = make()
  await tx`insert into push_key ${tx(made)}`
  return made
}

export type TargetRow = PushTarget & { login: string; sessionId: string; subscribedAt: Date }

/** A browser has one agent: the one who subscribed last. Keeps the newest `most` of each agent. */
export async function upsertTarget(tx: DbClient, target: TargetRow, most: number): Promise<void> {
  await tx`
    insert into push_target ${tx(target)}
    on conflict (endpoint) do update set
      login = excluded.login, session_id = excluded.session_id, subscribed_at = excluded.subscribed_at,
      p256dh = excluded.p256dh, auth = excluded.auth`
  await tx`
    delete from push_target where endpoint in (
      select endpoint from push_target where login = ${target.login}
      order by subscribed_at desc, endpoint offset ${most})`
}

export async function deleteTarget(db: DbClient, login: string, endpoint: string): Promise<void> {
  await db`delete from push_target where login = ${login} and endpoint = ${endpoint}`
}

/** Push services do not know them any more, or their sessions have ended. */
export async function deleteTargets(db: DbClient, endpoints: readonly string[]): Promise<void> {
  await db`delete from push_target where endpoint = any(${endpoints as string[]})`
}

/** The agents who have subscribed. */
export async function subscribedLogins(db: DbClient): Promise<string[]> {
  const rows = await db<{ login: string }[]>`select distinct login from push_target order by login`
  return rows.map(({ login }) => login)
}

export function targetsOf(db: DbClient, logins: readonly string[]): Promise<TargetRow[]> {
  return db<TargetRow[]>`
    select endpoint, p256dh, auth, login, session_id, subscribed_at from push_target
    where login = any(${logins as string[]}) order by login, endpoint`
}

/** Whether this transaction is the one that decides what is pushed. */
export async function lockPushes(tx: DbClient): Promise<boolean> {
  const [lock] = await tx<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext('parley.pushes')) as taken,
           set_config('idle_in_transaction_session_timeout', '60s', true)`
  return lock?.taken ?? false
}

export type Place = { login: string; roomId: string; seq: number }

/** Of these places those that lie after what was decided before; `shown` are pushed from now on, the others never. */
export async function advanceMarks(tx: DbClient, places: readonly (Place & { shown: boolean })[]): Promise<Place[]> {
  const logins = places.map(({ login }) => login)
  const rooms = places.map(({ roomId }) => roomId)
  const seqs = places.map(({ seq }) => seq)
  const takenBack = places.map(({ shown }) => String(!shown))
  return tx<Place[]>`
    insert into push_mark (login, room_id, seq, taken_back)
    select login, room_id, seq, taken_back::boolean
    from unnest(${logins}::text[], ${rooms}::text[], ${seqs}::bigint[], ${takenBack}::text[])
      as place (login, room_id, seq, taken_back)
    order by login, room_id
    on conflict (login, room_id) do update
    set seq = excluded.seq, taken_back = push_mark.taken_back and excluded.taken_back
    where push_mark.seq < excluded.seq
    returning login, room_id, seq`
}

/** What was pushed of these rooms, or of all, and not taken back. */
export function shownMarks(tx: DbClient, rooms: readonly string[] | null): Promise<Place[]> {
  return tx<Place[]>`
    select login, room_id, seq from push_mark
    where not taken_back ${rooms ? tx`and room_id = any(${rooms as string[]})` : tx``}`
}

export async function markTakenBack(tx: DbClient, places: readonly Place[]): Promise<void> {
  const logins = places.map(({ login }) => login)
  const rooms = places.map(({ roomId }) => roomId)
  await tx`
    update push_mark set taken_back = true
    from unnest(${logins}::text[], ${rooms}::text[]) as place (login, room_id)
    where push_mark.login = place.login and push_mark.room_id = place.room_id`
}
