import { Parser } from '@asyncapi/parser'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { asyncApiDocument } from './asyncapi.ts'
import { eventCatalogue } from './event-catalogue.ts'
import { openEnvelope } from './messaging/rabbitmq/envelope-formats.ts'

const { document, diagnostics } = await new Parser().parse(asyncApiDocument())

test('the document MUST be valid for the parser of AsyncAPI, without a warning', () => {
  expect(diagnostics.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([])
})

test('every event MUST have its routing key as a channel, and an operation for what Parley does with it', () => {
  const channels = document?.channels().all() ?? []
  expect(channels.map((channel) => channel.address())).toEqual(eventCatalogue.map(({ name }) => name.toLowerCase()))
  const operations = document?.operations().all() ?? []
  expect(operations.map((operation) => operation.id())).toEqual(
    eventCatalogue.flatMap(({ name, publishedWhen }) =>
      publishedWhen === null ? [`receive${name}`] : [`receive${name}`, `send${name}`],
    ),
  )
})

test.each(eventCatalogue)('the example of $name MUST have the form that its schemas describe', ({ name, members }) => {
  const message = document?.components().messages().get(name)
  const [example] = message?.examples().all() ?? []
  const payload = z.fromJSONSchema(message?.payload()?.json() ?? false)
  expect(payload.safeParse(example?.payload()).error).toBeUndefined()
  expect(z.fromJSONSchema(message?.headers()?.json() ?? false).safeParse(example?.headers()).error).toBeUndefined()
  // A schema that takes anything would take the example as well.
  for (const member of Object.values(members)) {
    const wrong = { ...example?.payload(), [member.name]: [true] }
    expect(payload.safeParse(wrong).success, member.name).toBe(false)
  }
})

test.each(eventCatalogue)('the example of $name MUST be understood by its consumers, with its headers', (type) => {
  const message = document?.components().messages().get(type.name)
  const [example] = message?.examples().all() ?? []
  const headers = Object.entries(example?.headers() ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const)
  const opened = openEnvelope({
    text: () => JSON.stringify(example?.payload()),
    contentType: message?.contentType() ?? '',
    headers: new Map<string, unknown>(headers),
  })
  const examples = Object.entries(type.members).map(([key, member]) => [key, member.example])
  expect(type.parse(opened.body)).toEqual({ kind: type.kind, ...Object.fromEntries(examples) })
  expect(opened).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    type: `${type.service}.Events.${type.name}`,
    at: new Date(Number(example?.headers()?.timestamp_in_ms)),
  })
})
