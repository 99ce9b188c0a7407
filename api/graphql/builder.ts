import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import ErrorsPlugin from '@pothos/plugin-errors'
import type { Day } from '../lib/day.ts'
import { DomainError, errorCodes, InvalidInput } from '../lib/errors.ts'
import type { Context } from '../schema/context.ts'
import { authorizationPlugin } from './authorization.ts'

export type SchemaTypes = {
  Context: Context
  DefaultFieldNullability: false
  DefaultInputFieldRequiredness: true
  Scalars: {
    DateTime: { Input: Date; Output: Date }
    Date: { Input: Day; Output: string }
    Decimal: { Input: string; Output: string }
    Cursor: { Input: string; Output: string }
    JSON: { Input: unknown; Output: unknown }
    ID: { Input: string; Output: string }
  }
}

export type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>

/**
 * Types, queries, mutations and subscriptions of a slice are defined in its `<noun>.schema.ts` by this builder. `authorize`
 * of a query, mutation or subscription says who may use it. A field with `errors: refusals` answers with the union
 * `<Field>Result` of its own type, an object `<Field>Success`, and the two refusals below.
 */
export const builder = new SchemaBuilder<SchemaTypes>({
  // The first is outermost: a refusal by authorization is part of the result union like any other.
  plugins: [ErrorsPlugin, authorizationPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  errors: {
    directResult: true,
    defaultTypes: [],
    defaultUnionOptions: { name: ({ fieldName }) => `${fieldName[0]?.toUpperCase()}${fieldName.slice(1)}Result` },
  },
  authorization: { viewer: (context) => context.viewer },
  // Only the weights: execution/limits.ts compares a document with its limits once and not at each execution.
  complexity: { disabled: true, defaultListMultiplier: 5 },
})

builder.queryType({})
builder.mutationType({})
builder.subscriptionType({})

const ErrorCodeEnum = builder.enumType('ErrorCode', { values: errorCodes })

const ErrorInterface = builder.interfaceRef<DomainError>('Error').implement({
  description: 'A refusal, with a code for programs and a message for people.',
  fields: (t) => ({
    code: t.field({ type: ErrorCodeEnum, resolve: (error) => error.code }),
    message: t.exposeString('message'),
  }),
})

const FieldErrorRef = builder.objectRef<{ path: string; message: string }>('FieldError').implement({
  authorize: 'public',
  fields: (t) => ({ path: t.exposeString('path'), message: t.exposeString('message') }),
})

builder.objectType(InvalidInput, {
  name: 'InvalidInput',
  authorize: 'public',
  description: 'Input with wrong values: every wrong field is named.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ fields: t.field({ type: [FieldErrorRef], resolve: (error) => error.fields }) }),
})

builder.objectType(DomainError, {
  name: 'Refusal',
  authorize: 'public',
  description: 'A rule said no.',
  interfaces: [ErrorInterface],
  isTypeOf: (error) => error instanceof DomainError && !(error instanceof InvalidInput),
})

/** For `errors:` of a field that may refuse: bad input field by field, or a rule that says no. */
export const refusals = { types: [InvalidInput, DomainError] }
