import type { PublishedEnvelope } from './broker.ts'

/**
 * The source of our own CloudEvents. Their ids are UUIDs and equal the `message_id`, so they are unique without it: the
 * same event is known with and without its attributes.
 */
export const cloudEventSource = '/parley'

/** Of attributes in AMQP headers: section 3.1.3.1 of the AMQP binding of CloudEvents 1.0.2. */
const prefix = 'cloudEvents:'

/**
 * The headers that make a message a CloudEvent 1.0 in binary mode, beside its properties and body. None for an envelope
 * without what every CloudEvent has. `datacontenttype` has no header: by the binding it is the `content_type`.
 */
export function cloudEventAttributes({ id, type, at, subject }: Omit<PublishedEnvelope, 'body' | 'name'>) {
  if (id === null || type === null) return {}
  const attributes = {
    specversion: '1.0',
    id,
    source: cloudEventSource,
    // The class without its assembly.
    type: type.split(',')[0],
    time: at?.toISOString(),
    subject,
  }
  const given = Object.entries(attributes).filter(([, value]) => value)
  return Object.fromEntries(given.map(([name, value]) => [prefix + name, value]))
}
