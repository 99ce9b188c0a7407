import { describe, expect, test } from 'vitest'
import { gauge, parleyHere } from './harness.ts'
import { rootFields } from './root-fields.ts'

const parley = parleyHere()

const answerTo = async (field: (typeof rootFields)[number], headers: Record<string, string> = {}) => {
  const response = await fetch(`${parley.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: field.document, variables: field.variables }),
  })
  return response.text()
}

test('every query, mutation and subscription MUST declare who may use it, and these alone be for everybody', () => {
  const known = ['public', 'signedIn', 'bearer', 'ADMIN', 'AGENT', 'SERVICE']
  expect(rootFields.filter(({ rule }) => !known.includes(String(rule))).map(({ name }) => name)).toEqual([])
  const open = rootFields.filter(({ rule }) => rule === 'public').map(({ name }) => name)
  expect(open).toEqual(['demoLogins', 'login', 'refreshSession'])
  expect(rootFields.filter(({ rule }) => rule === 'bearer').map(({ name }) => name)).toEqual(['logout'])
})

describe('without a token', () => {
  const closed = rootFields.filter(({ rule }) => rule !== 'public')

  test.each(closed)('$kind $name MUST be refused by HTTP', async (field) => {
    const { data, errors } = JSON.parse(await answerTo(field))
    const refused = data?.[field.name] ?? null
    if (refused === null) expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    else expect(refused).toMatchObject({ __typename: 'Refusal', code: 'UNAUTHENTICATED' })
  })

  test.each(closed)('$kind $name MUST be refused as an event stream', async (field) => {
    const text = await answerTo(field, { accept: 'text/event-stream, application/json;q=0.5' })
    expect(text).toContain('UNAUTHENTICATED')
    expect(text).not.toContain('Success')
  })

  test.each(rootFields)('$kind $name MUST close a socket that has not said who it is', async (field) => {
    const wire = await parley.wire()
    wire.send({ id: '1', type: 'subscribe', payload: { query: field.document, variables: field.variables } })
    expect(await wire.closed()).toMatchObject({ code: 4401 })
    expect(wire.frames).toEqual([])
  })

  test('what is for everybody MUST be answered', async () => {
    for (const field of rootFields.filter(({ rule }) => rule === 'public'))
      expect(await answerTo(field)).not.toContain('UNAUTHENTICATED')
  })
})

test('what is for administrators MUST be refused to an agent', async () => {
  const jimmy = await parley.agent('jimmy.solid')
  const restricted = rootFields.filter(({ rule }) => rule === 'ADMIN')
  expect(restricted.length).toBeGreaterThan(0)
  for (const { name, document, variables } of restricted) {
    const { data, errors } = await jimmy.operation<Record<string, unknown> | null>(document, variables)
    if (errors) expect(errors, name).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    else expect(data?.[name], name).toMatchObject({ __typename: 'Refusal', code: 'FORBIDDEN' })
  }
})

test('subscriptions whose beginning was authorized MUST still be executed once for all subscribers', async () => {
  const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
  const heard = [await jimmy.follows('messages'), await danny.follows('messages')]
  await jimmy.sends('once')
  for (const one of heard) await one.hasSeen('once')
  expect(await gauge(parley.url, 'parley_topic_readers')).toBe(1)
})
