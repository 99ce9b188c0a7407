import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql'
import { schema } from '../schema/schema.ts'

/** A query, mutation or subscription as a document that sends every argument it has, with values of the right type. */
export type RootField = {
  kind: 'query' | 'mutation' | 'subscription'
  name: string
  /** What the field declares in `authorize`. */
  rule: unknown
  document: string
  variables: Record<string, unknown>
  /** Where text can be put into `variables`. */
  texts: TextInput[]
}

export type TextInput = { type: string; path: (string | number)[] }

function fieldsOf(kind: RootField['kind'], root: ReturnType<typeof schema.getQueryType>): RootField[] {
  return Object.values(root?.getFields() ?? {}).map(({ name, args, type, extensions }) => {
    const texts: TextInput[] = []
    const variables = Object.fromEntries(args.map((arg) => [arg.name, sampleOf(arg.type, [arg.name], texts)]))
    const document = `${kind} ${listOf(args, (arg) => `$${arg.name}: ${arg.type}`)} {
      ${name} ${listOf(args, (arg) => `${arg.name}: $${arg.name}`)} ${selectionOf(type)} }`
    return { kind, name, rule: extensions.authorize, document, variables, texts }
  })
}

const listOf = (args: readonly GraphQLArgument[], text: (arg: GraphQLArgument) => string) =>
  args.length > 0 ? `(${args.map(text).join(', ')})` : ''

function selectionOf(type: GraphQLOutputType): string {
  if (isLeafType(getNamedType(type))) return ''
  const refusal = '... on Error { code reason: message } ... on InvalidInput { fields { path message } }'
  return isUnionType(getNamedType(type)) ? `{ __typename ${refusal} }` : '{ __typename }'
}

const samples: Record<string, unknown> = {
  Int: 1,
  Float: 1.5,
  Boolean: true,
  // Of the form that most ids have, so that what is wrong with another text is not hidden by it.
  ID: '7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e77',
  Date: '2027-06-01',
  DateTime: '2027-06-01T00:00:00Z',
  Decimal: '1.00',
}

/** A value of a type; adds to `texts` where in it any text is of the right type. */
function sampleOf(type: GraphQLInputType, path: TextInput['path'], texts: TextInput[]): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType, path, texts)
  if (isListType(type)) return [sampleOf(type.ofType, [...path, 0], texts)]
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, sampleOf(field.type, [...path, field.name], texts)]),
    )
  texts.push({ type: type.name, path })
  return samples[type.name] ?? 'x'
}

/** The variables with another text in one place. */
export function withText(variables: Record<string, unknown>, path: TextInput['path'], text: unknown) {
  const changed = structuredClone(variables)
  const [last, ...before] = path.toReversed()
  const holder = before.reverse().reduce<unknown>((value, key) => Reflect.get(Object(value), key), changed)
  Reflect.set(Object(holder), last ?? '', text)
  return changed
}

/** Everything that can be asked, read from the schema: what is added later is among it. */
export const rootFields: RootField[] = [
  ...fieldsOf('query', schema.getQueryType()),
  ...fieldsOf('mutation', schema.getMutationType()),
  ...fieldsOf('subscription', schema.getSubscriptionType()),
]
