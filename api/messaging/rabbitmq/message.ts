import type { Message, MessageProperties, Options } from 'amqplib'
import { type Envelope, PoisonMessage, type PublishedEnvelope } from '../broker.ts'
import { cloudEventAttributes } from '../cloud-event.ts'
import { routingKeyOf } from '../event-names.ts'
import { isObject } from '../json-body.ts'
import { readTimestamp } from '../timestamp.ts'
import { bodyText } from './body-text.ts'
import { openEnvelope } from './envelope-formats.ts'

/** Why and when a message became a dead letter. */
export type Death = { id: string; reason: string; queue: string; attempts: number; at: Date }

export const deathHeaders = {
  id: 'parley-dead-id',
  reason: 'parley-reason',
  queue: 'parley-queue',
  exchange: 'parley-exchange',
  routingKey: 'parley-routing-key',
  attempts: 'parley-attempts',
  at: 'parley-dead-at',
} as const

/** The protocol's timestamp counts seconds; this is the header in which RabbitMQ itself writes milliseconds. */
const preciseTime = 'timestamp_in_ms'

/**
 * What an AMQP message says about an event; every property may be missing. The body is taken out of its compression,
 * character set and envelope. Throws PoisonMessage for one that cannot be.
 */
export function envelopeOf(event: string, { properties, content }: Message): Envelope {
  const { contentType, contentEncoding } = properties
  const headers = new Map(
    Object.entries(properties.headers ?? {}).map(([name, value]) => [name.toLowerCase(), plain(value)]),
  )
  const opened = openEnvelope({
    text: () => bodyText(content, { contentType, contentEncoding }),
    contentType: typeof contentType === 'string' ? contentType.trim().toLowerCase() : '',
    headers,
  })
  return { ...propertiesEnvelope(event, properties), ...opened }
}

/** For people who look at a message that may be unreadable: what is no text is shown as U+FFFD. */
export function legibleEnvelope(event: string, message: Message): Envelope {
  try {
    return envelopeOf(event, message)
  } catch (error) {
    if (!(error instanceof PoisonMessage)) throw error
    return { ...propertiesEnvelope(event, message.properties), body: message.content.toString('utf8') }
  }
}

function propertiesEnvelope(event: string, { messageId, type, timestamp, headers }: MessageProperties) {
  return {
    id: textOf(messageId),
    name: routingKeyOf(event),
    type: textOf(type),
    at: readTimestamp(plain(headers?.[preciseTime])) ?? readTimestamp(timestamp),
  }
}

/** A header of the AMQP type timestamp is a tagged object in amqplib. */
function plain(header: unknown): unknown {
  return isObject(header) && header['!'] === 'timestamp' ? header.value : header
}

/** The properties of an envelope on the wire, beside what makes the broker keep it. */
export function propertiesOf({ id, type, at }: Envelope): Options.Publish {
  return {
    contentType: 'application/json',
    contentEncoding: 'utf-8',
    ...(id !== null && { messageId: id }),
    ...(type !== null && { type }),
    ...(at !== null && {
      timestamp: Math.floor(at.getTime() / 1_000),
      headers: { [preciseTime]: at.getTime() },
    }),
  }
}

/** The same with the attributes of CloudEvents beside them. */
export function withCloudEvent(envelope: PublishedEnvelope): Options.Publish {
  const properties = propertiesOf(envelope)
  return { ...properties, headers: { ...properties.headers, ...cloudEventAttributes(envelope) } }
}

/** The original's properties and where it came from; without its headers where `carry` says so. */
export function deadProperties(
  { fields, properties }: Message,
  death: Death,
  carry: 'all' | 'no headers' = 'all',
): Options.Publish {
  return {
    ...carriedProperties(properties),
    headers: {
      ...(carry === 'all' && carriedHeaders(properties.headers)),
      [deathHeaders.id]: death.id,
      [deathHeaders.reason]: death.reason.slice(0, 1_000),
      [deathHeaders.queue]: death.queue,
      [deathHeaders.exchange]: fields.exchange,
      [deathHeaders.routingKey]: fields.routingKey,
      [deathHeaders.attempts]: death.attempts,
      [deathHeaders.at]: death.at.toISOString(),
    },
  }
}

/** The properties of a dead letter as they were before it died. */
export function revivedProperties({ properties }: Message): Options.Publish {
  return { ...carriedProperties(properties), headers: carriedHeaders(properties.headers) }
}

// Not carried: an expiration would delete the letter, the broker refuses a user id that is not ours, and amqplib cannot
// write every timestamp that it reads.
function carriedProperties(properties: MessageProperties): Options.Publish {
  const { contentType, contentEncoding, correlationId, replyTo, messageId, timestamp, type, appId } = properties
  const when = Number.isSafeInteger(timestamp) ? { timestamp } : {}
  return { contentType, contentEncoding, correlationId, replyTo, messageId, type, appId, ...when }
}

// CC and BCC would send copies to other queues; the rest is what the broker and we have written about deaths.
function carriedHeaders(headers: MessageProperties['headers']): Record<string, unknown> {
  const carried = Object.entries(headers ?? {}).filter(
    ([name]) => !/^(cc|bcc|x-death|x-first-death-.*|x-last-death-.*|x-delivery-count|parley-.*)$/i.test(name),
  )
  return Object.fromEntries(carried)
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}
