import {
  type ExecutionArgs,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationTypeNode,
  validateExecutionArgs,
} from 'graphql'
import type { RequestParams } from 'graphql-http'
import type { Mask } from '../../execution/error-masking.ts'
import type { Operations } from '../../execution/operations.ts'

/** An operation that may be executed as soon as it is known who asks. */
export type ParsedOperation = { type: OperationTypeNode; args: ExecutionArgs }

export type ParseAndValidate = (params: RequestParams) => ParsedOperation | readonly GraphQLError[]

/** Parses and checks what was asked by HTTP, whichever form the answer is to have; gives the masked errors otherwise. */
export function createParseAndValidate(deps: {
  schema: GraphQLSchema
  operations: Operations
  mask: Mask
}): ParseAndValidate {
  const { schema, operations, mask } = deps
  return ({ query, operationName: named, variables }) => {
    // None is the same as an empty one: a form sends it so.
    const operationName = named || undefined
    try {
      const document = operations.parse(query)
      const errors = operations.validate(document)
      if (errors.length > 0) return errors
      const args = { schema, document, operationName, variableValues: variables }
      const operation = getOperationAST(document, operationName)
      if (operation) return { type: operation.operation, args }
      // Where there is no operation it says so, and nothing else.
      return (validateExecutionArgs(args) as readonly GraphQLError[]).map((error) => mask(error))
    } catch (error) {
      return [mask(error)]
    }
  }
}
