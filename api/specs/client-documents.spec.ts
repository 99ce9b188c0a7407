import { type DocumentNode, Kind, validate } from 'graphql'
import { expect, test } from 'vitest'
import * as generated from '../../client/gql/graphql.ts'
import { asksTooMuch } from '../execution/limits.ts'
import { schema } from '../schema/schema.ts'

const documents = Object.entries(generated).flatMap(([name, value]) => {
  const document = value as unknown as DocumentNode
  const isOperation = document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  return isOperation ? [{ name, document }] : []
})

// Fragments grow screen by screen: the operation that spreads them all must still be answered.
test('every operation of the web app MUST be valid and within the limits', () => {
  expect(documents.length).toBeGreaterThan(50)
  const refused = documents.flatMap(({ name, document }) =>
    [...validate(schema, document), ...asksTooMuch(schema, document)].map(({ message }) => `${name}: ${message}`),
  )
  expect(refused).toEqual([])
})
