import SchemaBuilder from '@pothos/core'
import { createSourceEventStream, execute, type GraphQLSchema, parse, validateSubscriptionArgs } from 'graphql'
import { expect, test } from 'vitest'
import type { Viewer } from '../auth/viewer.ts'
import { authorizationPlugin, type Rule } from './authorization.ts'

type TestContext = { viewer: Viewer }

function newBuilder() {
  const builder = new SchemaBuilder<{ Context: TestContext }>({
    plugins: [authorizationPlugin],
    authorization: { viewer: (context) => context.viewer },
  })
  builder.queryType({})
  return builder
}

function schemaWith(authorize: Rule): GraphQLSchema {
  const builder = newBuilder()
  builder.subscriptionType({})
  builder.queryField('secret', (t) => t.string({ authorize, resolve: () => 'told' }))
  builder.subscriptionField('secrets', (t) =>
    t.string({
      authorize,
      subscribe: async function* () {
        yield 'told'
      },
      resolve: (told) => told,
    }),
  )
  return builder.toSchema()
}

const nobody = {
  get viewer(): Viewer {
    throw new Error('nobody is there')
  },
}
const somebody = (role: Viewer['role']): TestContext => ({
  viewer: { login: 'jimmy', role, roleBy: 'directory', sessionId: '1', expiresAt: new Date(0) },
})

async function isTold(schema: GraphQLSchema, contextValue: TestContext): Promise<boolean> {
  const { data, errors } = await execute({ schema, document: parse('{ secret }'), contextValue })
  const args = validateSubscriptionArgs({ schema, document: parse('subscription { secrets }'), contextValue })
  if (!('schema' in args)) throw new Error('The test asks wrongly')
  const stream = await createSourceEventStream(args)
  expect(Symbol.asyncIterator in stream, 'query and subscription are judged alike').toBe(!errors)
  return data?.secret === 'told'
}

test.each<[Rule, { nobody: boolean; AGENT: boolean; ADMIN: boolean }]>([
  ['public', { nobody: true, AGENT: true, ADMIN: true }],
  ['signedIn', { nobody: false, AGENT: true, ADMIN: true }],
  ['AGENT', { nobody: false, AGENT: true, ADMIN: false }],
  ['ADMIN', { nobody: false, AGENT: false, ADMIN: true }],
])('what is declared %s MUST be told to exactly those', async (rule, expected) => {
  const schema = schemaWith(rule)
  const told = {
    nobody: await isTold(schema, nobody),
    AGENT: await isTold(schema, somebody('AGENT')),
    ADMIN: await isTold(schema, somebody('ADMIN')),
  }
  expect(told).toEqual(expected)
})

test('a field that declares nothing MUST be refused without a viewer', async () => {
  const builder = newBuilder()
  // @ts-expect-error: the types want a rule of every root field.
  builder.queryField('secret', (t) => t.string({ resolve: () => 'told' }))
  const schema = builder.toSchema()
  const ask = (contextValue: TestContext) => execute({ schema, document: parse('{ secret }'), contextValue })
  expect((await ask(nobody)).data).toEqual({ secret: null })
  expect((await ask(somebody('AGENT'))).data).toEqual({ secret: 'told' })
})

test('a public field MUST NOT lead to a type that is not public, however far away', () => {
  const schemaOf = (authorize?: 'public') => {
    const builder = newBuilder()
    const far = builder.objectRef<string>('Far').implement({
      ...(authorize && { authorize }),
      fields: (t) => ({ text: t.string({ resolve: (text) => text }) }),
    })
    const near = builder.objectRef<string>('Near').implement({
      authorize: 'public',
      fields: (t) => ({ far: t.field({ type: [far], resolve: (text) => [text] }) }),
    })
    builder.queryField('near', (t) => t.field({ authorize: 'public', type: near, resolve: () => 'told' }))
    return builder.toSchema()
  }
  expect(() => schemaOf()).toThrow('Query.near is public and leads to Far, which is not.')
  expect(() => schemaOf('public')).not.toThrow()
})
