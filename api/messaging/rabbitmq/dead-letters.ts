import { createHash } from 'node:crypto'
import type { ConfirmChannel, GetMessage } from 'amqplib'
import { connect } from 'amqplib'
import { pino } from 'pino'
import type { DeadLetter, DeadLetters } from '../dead-letters.ts'
import { cannotBeUsed } from './connection.ts'
import { deathHeaders, legibleEnvelope, revivedProperties, textOf } from './message.ts'
import { deadQueueOf, provideDeadQueue, type Topology, topology } from './topology.ts'

/** The queue of dead letters on the broker. Looking takes messages without acknowledging them, then lets go of all. */
export async function rabbitDeadLetters(url: string, names: Topology = topology): Promise<DeadLetters> {
  const log = pino({ level: 'silent' })
  const model = await connect(url, { timeout: 10_000 }).catch((error: unknown) => {
    throw cannotBeUsed(url, error)
  })
  model.on('error', () => {})
  const queue = deadQueueOf(names)

  /** Calls `look` with every letter, the oldest first, until it returns something. */
  async function search<Found>(look: (message: GetMessage, channel: ConfirmChannel) => Promise<Found | null>) {
    await provideDeadQueue(model, names, log)
    const channel = await model.createConfirmChannel()
    channel.on('error', () => {})
    try {
      for (;;) {
        const message = await channel.get(queue)
        if (!message) return null
        const found = await look(message, channel)
        if (found !== null) return found
      }
    } finally {
      // Whatever was taken and not acknowledged goes back to its position in the queue.
      await channel.close().catch(() => {})
    }
  }

  return {
    list: async (limit) => {
      const letters: DeadLetter[] = []
      await search(async (message) => {
        letters.push(letterOf(message, names))
        return letters.length >= limit ? true : null
      })
      return letters
    },
    replay: async (id) => {
      const replayed = await search(async (message, channel) => {
        const letter = letterOf(message, names)
        if (letter.id !== id) return null
        await sendBack(channel, letter.from, message)
        channel.ack(message)
        return true
      })
      return replayed ?? false
    },
    discard: async (id) => {
      const discarded = await search(async (message, channel) => {
        if (letterOf(message, names).id !== id) return null
        channel.ack(message)
        return true
      })
      return discarded ?? false
    },
    close: () => model.close(),
  }
}

/** Straight to its queue, past the exchange: other services have had their copy. */
async function sendBack(channel: ConfirmChannel, queue: string, message: GetMessage): Promise<void> {
  let unroutable = false
  channel.once('return', () => {
    unroutable = true
  })
  await new Promise<void>((resolve, reject) => {
    const properties = { ...revivedProperties(message), persistent: true, mandatory: true }
    channel.sendToQueue(queue, message.content, properties, (error) => (error ? reject(error) : resolve()))
  })
  if (unroutable) throw new Error(`The queue ${queue} does not exist: start Parley, which declares it, and try again`)
}

function letterOf(message: GetMessage, names: Topology): DeadLetter {
  const headers = message.properties.headers ?? {}
  const from = textOf(headers[deathHeaders.queue]) ?? textOf(headers['x-first-death-queue']) ?? 'unknown'
  const queue = from.startsWith(names.queuePrefix) ? from.slice(names.queuePrefix.length) : from
  // A queue is named after its event, or `<consumer>.<event>`.
  const envelope = legibleEnvelope(queue.split('.').at(-1) ?? queue, message)
  const deadAt = new Date(String(headers[deathHeaders.at]))
  const [death] = headers['x-death'] ?? []
  return {
    id: textOf(headers[deathHeaders.id]) ?? digest(message),
    from,
    reason: textOf(headers[deathHeaders.reason]) ?? death?.reason ?? 'unknown',
    attempts: Number(headers[deathHeaders.attempts] ?? death?.count ?? 0),
    deadAt: Number.isNaN(deadAt.getTime()) ? null : deadAt,
    envelope,
  }
}

/** For letters that the broker wrote, which has no id for them. */
function digest({ properties, content }: GetMessage): string {
  return createHash('sha256').update(`${properties.messageId}\n`).update(content).digest('hex').slice(0, 16)
}
