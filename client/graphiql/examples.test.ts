import { readFile } from 'node:fs/promises'
import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { examples } from './examples.ts'
import { describeToken, tokenIn, tokenInAnswer, withToken } from './tab-headers.ts'

test('every example MUST fit the contract, and its variables MUST be JSON that its operations ask for', async () => {
  const schema = buildSchema(await readFile('schema.graphql', 'utf8'))
  for (const { query, variables } of examples) {
    const document = parse(query)
    expect(validate(schema, document)).toEqual([])
    const asked = document.definitions.flatMap((each) =>
      'variableDefinitions' in each ? each.variableDefinitions : [],
    )
    const names = asked?.map((each) => each?.variable.name.value)
    for (const name of Object.keys(JSON.parse(variables ?? '{}'))) expect(names).toContain(name)
  }
})

test('an example SHOULD be readable without scrolling sideways', () => {
  const widest = Math.max(...examples.flatMap(({ query }) => query.split('\n').map((line) => line.length)))
  expect(widest).toBeLessThanOrEqual(60)
})

test('a token MUST go into headers without harm to the others, and come out again', () => {
  const headers = withToken('{ "x-trace": "1", "authorization": "Bearer old" }', 'new')
  expect(JSON.parse(headers)).toEqual({ 'x-trace': '1', Authorization: 'Bearer new' })
  expect(tokenIn(headers)).toBe('new')
  expect(tokenIn(withToken('{ no json', 'new'))).toBe('new')
  expect(['', '{}', '[]', 'nonsense', '{ "Authorization": 1 }'].map(tokenIn)).toEqual(Array(5).fill(null))
})

test('a token MUST be found in the answer to a log-in under any name, and nowhere else', () => {
  expect(tokenInAnswer({ data: { me: null, again: { accessToken: 'abc' } } })).toBe('abc')
  expect(tokenInAnswer({ data: { login: { code: 'INVALID_CREDENTIALS' } } })).toBeNull()
  expect([null, 'text', {}, { data: null }, { errors: [] }].map(tokenInAnswer)).toEqual(Array(5).fill(null))
})

test('a token that cannot be read MUST not break the page', () => {
  const body = Buffer.from(JSON.stringify({ sub: 'zoë', exp: 1_800_000_000 })).toString('base64url')
  expect(describeToken(`e30.${body}.x`)).toEqual({ login: 'zoë', expiresAt: new Date(1_800_000_000_000) })
  expect(['', 'a.b.c', 'e30.bnVsbA.x'].map(describeToken)).toEqual([null, null, null])
})
