import { eventCatalogue } from './event-catalogue.ts'
import { cloudEventAttributes } from './messaging/cloud-event.ts'
import { type DescribedEvent, exampleOf } from './messaging/described-event.ts'
import { objectSchema } from './messaging/event-member.ts'
import { routingKeyOf } from './messaging/event-names.ts'
import { dotnetTypeOf } from './messaging/outbox-event.ts'
import { topology } from './messaging/rabbitmq/topology.ts'

const exchange = { name: topology.exchange, type: 'topic', durable: true, autoDelete: false, vhost: '/' }
/** Of the AMQP bindings of AsyncAPI. */
const bindingVersion = '0.3.0'
const exampleId = '7e1c9a52-3f0b-4a53-9f5e-0b3f6f1d2c11'
const exampleTime = Date.UTC(2024, 4, 20, 9, 30)

/**
 * The AsyncAPI 3.1 document of all events on RabbitMQ, as text. Names of servers are left to whoever reads it: where the
 * broker is, is nobody's business outside.
 */
export function asyncApiDocument(): string {
  return JSON.stringify({
    asyncapi: '3.1.0',
    info: {
      title: 'Parley: events on RabbitMQ',
      version: '1.0.0',
      description: `${tolerance} Every delivery may come twice: a message is known by its message_id.`,
    },
    defaultContentType: 'application/json',
    servers: {
      rabbitmq: {
        host: '{host}:{port}',
        protocol: 'amqp',
        protocolVersion: '0.9.1',
        description: 'The RabbitMQ that AMQP_URL names.',
        variables: { host: { default: 'localhost' }, port: { default: '5672' } },
      },
    },
    channels: Object.fromEntries(eventCatalogue.map((type) => [routingKeyOf(type.name), channelOf(type)])),
    operations: Object.fromEntries(eventCatalogue.flatMap(operationsOf)),
    components: { messages: Object.fromEntries(eventCatalogue.map((type) => [type.name, messageOf(type)])) },
  })
}

const tolerance =
  'Bodies are described as Parley writes them. It reads more: member names in any case, members beyond these, amounts as ' +
  'text, numbers for text, dates with any time and zone, and CloudEvents 1.0 (structured or binary) in place of the properties.'

function channelOf(type: DescribedEvent) {
  return {
    address: routingKeyOf(type.name),
    title: type.name,
    description: type.summary,
    servers: [{ $ref: '#/servers/rabbitmq' }],
    messages: { [type.name]: { $ref: `#/components/messages/${type.name}` } },
    bindings: { amqp: { is: 'routingKey', exchange, bindingVersion } },
  }
}

/** As Parley acts: it receives every event and sends those it publishes. */
function operationsOf(type: DescribedEvent) {
  const channel = routingKeyOf(type.name)
  const about = {
    channel: { $ref: `#/channels/${channel}` },
    messages: [{ $ref: `#/channels/${channel}/messages/${type.name}` }],
  }
  const receive = {
    action: 'receive',
    ...about,
    summary: `Agents are told, for example: ${type.toldAs} Who sees it: ${type.toldTo}.`,
    bindings: { amqp: { ack: true, bindingVersion } },
  }
  const received = [`receive${type.name}`, receive] as const
  if (type.publishedWhen === null) return [received]
  const bindings = { amqp: { deliveryMode: 2, mandatory: true, timestamp: true, bindingVersion } }
  const send = { action: 'send', ...about, summary: `Sent when ${type.publishedWhen}.`, bindings }
  return [received, [`send${type.name}`, send] as const]
}

function messageOf(type: DescribedEvent) {
  const messageType = dotnetTypeOf(type)
  const payload: Record<string, unknown> = JSON.parse(exampleOf(type))
  const attributes = cloudEventAttributes({
    id: exampleId,
    type: messageType,
    at: new Date(exampleTime),
    subject: String(payload.PolicyNumber ?? payload.ProductCode),
  })
  return {
    name: type.name,
    title: type.name,
    summary: type.summary,
    contentType: 'application/json',
    headers: headersSchema(Object.keys(attributes)),
    payload: { ...objectSchema(type.members), title: type.name },
    bindings: { amqp: { contentEncoding: 'utf-8', messageType, bindingVersion } },
    examples: [
      {
        name: type.name,
        summary: type.summary,
        headers: { timestamp_in_ms: exampleTime, ...attributes },
        payload,
      },
    ],
  }
}

function headersSchema(attributes: readonly string[]) {
  const description = 'The CloudEvents attribute of this name; Parley writes it where CLOUDEVENTS is on.'
  return {
    type: 'object',
    properties: {
      timestamp_in_ms: { type: 'integer', description: 'When it happened, in milliseconds since 1970.' },
      ...Object.fromEntries(attributes.map((name) => [name, { type: 'string', description }])),
    },
  }
}
