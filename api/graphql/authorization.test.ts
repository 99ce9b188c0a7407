import SchemaBuilder from '@pothos/core'
import { createSourceEventStream, execute, type GraphQLSchema, parse, validateSubscriptionArgs } from 'graphql'
import { expect, test } from 'vitest'
import { UnusableToken, type Viewer } from '../auth/viewer.ts'
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
  builder.queryField('secret', (t) => t.string({ authorize, resolve: () => 'answer' }))
  builder.subscriptionField('secrets', (t) =>
    t.string({
      authorize,
      subscribe: async function* () {
        yield 'answer'
      },
      resolve: (answer) => answer,
    }),
  )
  return builder.toSchema()
}

const anonymous = {
  get viewer(): Viewer {
    throw new Error('there is no viewer')
  },
}
const somebody = (role: Viewer['role']): TestContext => ({
  viewer: { login: 'jimmy', role, roleBy: 'directory', sessionId: '1', expiresAt: new Date(0) },
})

async function isAnswered(schema: GraphQLSchema, contextValue: TestContext): Promise<boolean> {
  const { data, errors } = await execute({ schema, document: parse('{ secret }'), contextValue })
  const args = validateSubscriptionArgs({ schema, document: parse('subscription { secrets }'), contextValue })
  if (!('schema' in args)) throw new Error('The test asks wrongly')
  const stream = await createSourceEventStream(args)
  expect(Symbol.asyncIterator in stream, 'query and subscription are judged alike').toBe(!errors)
  return data?.secret === 'answer'
}

test.each<[Rule, { anonymous: boolean; AGENT: boolean; ADMIN: boolean }]>([
  ['public', { anonymous: true, AGENT: true, ADMIN: true }],
  ['signedIn', { anonymous: false, AGENT: true, ADMIN: true }],
  ['bearer', { anonymous: false, AGENT: true, ADMIN: true }],
  ['AGENT', { anonymous: false, AGENT: true, ADMIN: false }],
  ['ADMIN', { anonymous: false, AGENT: false, ADMIN: true }],
])('what is declared %s MUST be answered to exactly those', async (rule, expected) => {
  const schema = schemaWith(rule)
  const answered = {
    anonymous: await isAnswered(schema, anonymous),
    AGENT: await isAnswered(schema, somebody('AGENT')),
    ADMIN: await isAnswered(schema, somebody('ADMIN')),
  }
  expect(answered).toEqual(expected)
})

test.each<Rule>(['signedIn', 'AGENT', 'ADMIN', 'bearer'])(
  'what is declared %s MUST be answered to who has a token that can only be logged out, if it is for bearers',
  async (rule) => {
    const unusable: TestContext = {
      get viewer(): Viewer {
        throw new UnusableToken('odd', somebody('ADMIN').viewer)
      },
    }
    expect(await isAnswered(schemaWith(rule), unusable)).toBe(rule === 'bearer')
  },
)

test('a field that declares nothing MUST be refused without a viewer', async () => {
  const builder = newBuilder()
  // @ts-expect-error: the types want a rule of every root field.
  builder.queryField('secret', (t) => t.string({ resolve: () => 'answer' }))
  const schema = builder.toSchema()
  const ask = (contextValue: TestContext) => execute({ schema, document: parse('{ secret }'), contextValue })
  expect((await ask(anonymous)).data).toEqual({ secret: null })
  expect((await ask(somebody('AGENT'))).data).toEqual({ secret: 'answer' })
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
    builder.queryField('near', (t) => t.field({ authorize: 'public', type: near, resolve: () => 'answer' }))
    return builder.toSchema()
  }
  expect(() => schemaOf()).toThrow('Query.near is public and leads to Far, which is not.')
  expect(() => schemaOf('public')).not.toThrow()
})
