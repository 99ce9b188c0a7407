import type { Logger } from 'pino'
import type { Db } from '../db/db.ts'
import { type Call, callBody, readBody } from './push.ts'
import * as store from './store.ts'
import type { Push, PushSender } from './web-push.ts'

/** What is to be pushed, and what was pushed and calls nobody any more. */
export type Decision = { calls: readonly Call[]; takenBack: readonly store.Place[] }

export type PushDelivery = {
  db: Db
  sender: PushSender
  /** Of these those whose sessions go on. */
  liveAmong(targets: readonly store.TargetRow[]): Promise<store.TargetRow[]>
  /** The names of these logins, as far as they have one. */
  namesOf(logins: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Who of them wants to hear a sound. */
  soundAmong(logins: readonly string[]): Promise<ReadonlySet<string>>
  log: Logger
}

/** Pushes that are sent at the same time. */
const atOnce = 20

/**
 * Sends what was decided to every browser of the agents it is for, once: a push that its service does not take is lost.
 * Browsers that have gone, or whose sessions have ended, are forgotten.
 */
export async function deliver(decision: Decision, deps: PushDelivery): Promise<void> {
  const { db } = deps
  const logins = [...new Set([...decision.calls, ...decision.takenBack].map(({ login }) => login))]
  if (logins.length === 0) return
  const all = await store.targetsOf(db.sql, logins)
  const live = await deps.liveAmong(all)
  const names = await deps.namesOf([...new Set(decision.calls.map(({ author }) => author))])
  const sound = await deps.soundAmong(logins)
  const pushes = live.flatMap((target) =>
    pushesFor(target, decision, { names, sound }).map((push) => ({ target, push })),
  )
  const gone = all.filter((target) => !live.includes(target)).map(({ endpoint }) => endpoint)
  const send = async () => {
    for (let next = pushes.shift(); next; next = pushes.shift()) {
      const { endpoint } = next.target
      try {
        if ((await deps.sender.send(next.target, next.push)) === 'gone') gone.push(endpoint)
      } catch (error) {
        deps.log.debug({ error: String(error), service: URL.parse(endpoint)?.host }, 'push: one was not taken')
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, send))
  if (gone.length > 0) await store.deleteTargets(db.sql, gone)
}

function pushesFor(
  { login, subscribedAt }: store.TargetRow,
  { calls, takenBack: over }: Decision,
  { names, sound }: { names: ReadonlyMap<string, string>; sound: ReadonlySet<string> },
): Push[] {
  const called = calls.filter((call) => call.login === login && call.sentAt > subscribedAt)
  const takenBack = over.filter((place) => place.login === login)
  return [
    ...called.map((call): Push => {
      const body = callBody(call, names.get(call.author) ?? call.author, sound.has(login))
      return { body, subject: call.roomId, urgency: 'high' }
    }),
    ...takenBack.map(({ roomId }): Push => ({ body: readBody(roomId), subject: roomId, urgency: 'low' })),
  ]
}
