import { setTimeout as sleep } from 'node:timers/promises'
import type { Asker } from './asker.ts'
import { now } from './clock.ts'
import type { Crowd } from './crowd.ts'
import { composeText } from './message.ts'

/** How long, in milliseconds, the last deliveries of a load may take before they count as lost. */
const timeout = 60_000

export type Sending = { document: string; asker: Asker; crowd: Crowd }

/** Messages until every reader has heard the same one: then all are subscribed. Returns when they are. */
export async function gather({ document, asker, crowd }: Sending): Promise<void> {
  const end = now() + timeout
  for (let number = 0; ; number++) {
    await new Promise((answered) => asker.ask(document, { text: composeText(number) }, answered))
    for (let look = 0; look < 25; look++) {
      await sleep(20)
      if (crowd.allHeard(number)) return crowd.fallInStep()
    }
    if (now() > end) throw new Error('Not every reader hears what is sent')
  }
}

/** Sends with so many messages under way, under way being not yet answered or not yet delivered to everybody. */
export async function saturate(sending: Sending, inFlight: number, ms: number): Promise<number> {
  const { document, asker, crowd } = sending
  const end = now() + ms
  let sent = 0
  let answered = 0
  const more = () => {
    while (now() < end && sent - answered < inFlight && sent * crowd.size - crowd.delivered < inFlight * crowd.size) {
      asker.ask(document, { text: composeText(++sent) }, () => {
        answered++
        more()
      })
    }
  }
  crowd.onDelivery = more
  more()
  await sleep(ms)
  crowd.onDelivery = () => {}
  await arrival(crowd, () => answered === sent && crowd.delivered >= sent * crowd.size)
  return sent
}

/** Sends so many messages a second, evenly, however long they take. */
export async function pace(sending: Sending, perSecond: number, ms: number): Promise<number> {
  const { document, asker, crowd } = sending
  const begin = now()
  let sent = 0
  let answered = 0
  while (now() - begin < ms) {
    while (sent < ((now() - begin) / 1_000) * perSecond)
      asker.ask(document, { text: composeText(++sent) }, () => answered++)
    await sleep(Math.max(0, begin + (sent / perSecond) * 1_000 - now()))
  }
  await arrival(crowd, () => answered === sent && crowd.delivered >= sent * crowd.size)
  return sent
}

/** Resolves when everybody in this process has got this many messages. */
export function arrival(crowd: Crowd, arrived: () => boolean): Promise<void> {
  const end = now() + timeout
  return (async () => {
    while (!arrived()) {
      crowd.mustBeWell()
      if (now() > end) throw new Error(`Only ${crowd.delivered} deliveries arrived`)
      await sleep(1)
    }
  })()
}
