import { type Envelope, PoisonMessage } from '../broker.ts'
import { cloudEventSource } from '../cloud-event.ts'
import { isObject, parseJson } from '../json-body.ts'
import { readTimestamp } from '../timestamp.ts'

/** What a format knows about an event; what it does not say is left to the properties of the message. */
export type Opened = Partial<Pick<Envelope, 'id' | 'type' | 'at'>> & { body: string }

/**
 * A message as it came. `text` decodes its body and may throw PoisonMessage. Names of headers and the content type are in
 * lower case.
 */
export type Wrapped = { text: () => string; contentType: string; headers: ReadonlyMap<string, unknown> }

const attributeHeader = /^(?:cloudevents[:_]|ce[-_])(.+)$/

/**
 * Takes an event out of the envelope of a library for messages: CloudEvents 1.0 (structured or binary), MassTransit,
 * NServiceBus. A message in none of them is its own body. Throws PoisonMessage that names the format and what of it cannot
 * be read.
 */
export function openEnvelope(message: Wrapped): Opened {
  const { contentType, headers } = message
  if (contentType.includes('masstransit') && !contentType.includes('+raw')) return openMassTransit(message)
  if ([...headers.keys()].some((name) => name.startsWith('nservicebus.'))) return openNServiceBus(message)
  if (contentType.startsWith('application/cloudevents')) return openStructuredCloudEvent(message)
  const attributes = cloudEventAttributes(headers)
  if (attributes.has('specversion') || (attributes.has('id') && attributes.has('source')))
    return openBinaryCloudEvent(message, attributes)
  return openUnlabelled(message)
}

/** Publishers that name no content type: CloudEvents and MassTransit are known by the members that they require. */
function openUnlabelled(message: Wrapped): Opened {
  const body = message.text()
  if (!/"(?:specversion|messagetype)"/i.test(body)) return { body }
  const value = parseJson(body)
  if (!isObject(value)) return { body }
  const find = members(value)
  if (textOf(find('specversion')) && textOf(find('source')) && textOf(find('id'))) return openCloudEvent(value)
  if (Array.isArray(find('messageType')) && find('message') !== null) return openMassTransit(message)
  return { body }
}

function openStructuredCloudEvent({ text, contentType }: Wrapped): Opened {
  const format = contentType.split(';')[0]
  if (format !== 'application/cloudevents+json' && format !== 'application/cloudevents-batch+json')
    throw new PoisonMessage(`A CloudEvents envelope as ${format}: expected application/cloudevents+json`)
  const value = parseJson(text())
  const event = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (Array.isArray(event))
    throw new PoisonMessage(`A CloudEvents batch of ${event.length} events: expected one event a message`)
  if (!isObject(event)) throw new PoisonMessage('A CloudEvents envelope that is not a JSON object')
  return openCloudEvent(event)
}

function openCloudEvent(event: Record<string, unknown>): Opened {
  const find = members(event)
  const about = cloudEvent(find)
  const encoded = textOf(find('data_base64'))
  const data = encoded === null ? find('data') : decodeBase64(encoded)
  if (data === null) throw new PoisonMessage(`A CloudEvents envelope of type ${about.type} without data`)
  const format = textOf(find('datacontenttype'))
  if (format !== null && !/json/i.test(format) && typeof data === 'string' && parseJson(data) === undefined)
    throw new PoisonMessage(`A CloudEvents envelope with data as ${format.slice(0, 60)}: expected JSON`)
  return { ...about, body: jsonTextOf(data) }
}

function openBinaryCloudEvent({ text }: Wrapped, attributes: ReadonlyMap<string, unknown>): Opened {
  return { ...cloudEvent((name) => attributes.get(name.toLowerCase()) ?? null), body: text() }
}

/** Source and id together are unique, an id alone is not, except ours, which is the `message_id` of the same event. */
function cloudEvent(find: Find): Omit<Opened, 'body'> & { type: string | null } {
  const version = textOf(find('specversion'))
  if (version !== null && !/^1(\.|$)/.test(version))
    throw new PoisonMessage(`A CloudEvents envelope of version ${version.slice(0, 20)}: expected 1.0`)
  const [id, source] = [textOf(find('id')), textOf(find('source'))]
  return {
    type: textOf(find('type')),
    ...(id !== null && { id: source === null || source === cloudEventSource ? id : `${source} ${id}` }),
    ...whenGiven(find('time')),
  }
}

function openMassTransit({ text, contentType }: Wrapped): Opened {
  const format = contentType.split(';')[0] ?? ''
  if (format.includes('masstransit') && format !== 'application/vnd.masstransit+json')
    throw new PoisonMessage(`A MassTransit envelope as ${format}: expected application/vnd.masstransit+json`)
  const value = parseJson(text())
  if (!isObject(value)) throw new PoisonMessage('A MassTransit envelope that is not a JSON object')
  const find = members(value)
  const types = find('messageType')
  const type = textOf(Array.isArray(types) ? types[0] : types)
  const message = find('message')
  if (!isObject(message)) throw new PoisonMessage(`A MassTransit envelope of ${type ?? 'no type'} without a message`)
  const id = textOf(find('messageId'))
  return { type, ...(id !== null && { id }), ...whenGiven(find('sentTime')), body: jsonTextOf(message) }
}

function openNServiceBus({ text, headers }: Wrapped): Opened {
  const header = (name: string) => textOf(headers.get(`nservicebus.${name}`) ?? null)
  const type = header('enclosedmessagetypes')?.split(';')[0] ?? null
  const format = header('contenttype')
  if (format !== null && !/json/i.test(format))
    throw new PoisonMessage(`An NServiceBus message of ${type ?? 'no type'} as ${format.slice(0, 60)}: expected JSON`)
  const value = parseJson(text())
  if (Array.isArray(value) && value.length !== 1)
    throw new PoisonMessage(`An NServiceBus message with ${value.length} messages in it: expected one`)
  const message = Array.isArray(value) ? value[0] : value
  if (!isObject(message)) throw new PoisonMessage(`An NServiceBus message of ${type ?? 'no type'} that is not JSON`)
  const id = header('messageid')
  return {
    type,
    ...(id !== null && { id }),
    ...whenGiven(headers.get('nservicebus.timesent')),
    body: jsonTextOf(message),
  }
}

type Find = (name: string) => unknown

/** Reads members whatever the case of their names; null for one that is missing. */
function members(object: Record<string, unknown>): Find {
  const anyCase = new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]))
  return (name) => anyCase.get(name.toLowerCase()) ?? null
}

function cloudEventAttributes(headers: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  const attributes = new Map<string, unknown>()
  for (const [name, value] of headers) {
    const attribute = attributeHeader.exec(name)?.[1]
    if (attribute) attributes.set(attribute, value)
  }
  return attributes
}

function whenGiven(value: unknown): { at?: Date } {
  const at = readTimestamp(value)
  return at === null ? {} : { at }
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null
}

/** Data of a JSON type that arrives as a text is what the text says. */
function jsonTextOf(data: unknown): string {
  if (typeof data === 'string') return data
  try {
    return JSON.stringify(data)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new PoisonMessage('An envelope whose data is nested too deep')
  }
}

function decodeBase64(text: string): string {
  // Buffer skips what is no base64.
  if (!/^[\w+/\s-]*={0,2}$/.test(text))
    throw new PoisonMessage('A CloudEvents envelope whose data_base64 is not base64')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'))
  } catch {
    throw new PoisonMessage('A CloudEvents envelope whose data_base64 is not UTF-8')
  }
}
