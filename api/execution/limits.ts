import { complexityFromQuery } from '@pothos/plugin-complexity'
import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  Lexer,
  Source,
  syntaxError,
  TokenKind,
  type ValidationContext,
} from 'graphql'

/** A document with more tokens is refused unread. */
export const maxTokens = 2_000
/** Brackets within brackets of a document. The parser calls itself for each: a cold one has stack for about 1,200. */
const maxNesting = 200

/** Throws the syntax error of a document with too many brackets within each other, or with a token that is none. */
export function assertNesting(query: string): void {
  const lexer = new Lexer(new Source(query))
  let nesting = 0
  for (let token = lexer.advance(), count = 0; token.kind !== TokenKind.EOF; token = lexer.advance()) {
    if (++count > maxTokens) return
    if (opening.has(token.kind) && ++nesting > maxNesting)
      throw syntaxError(lexer.source, token.start, `Document is nested more than ${maxNesting} levels deep.`)
    if (closing.has(token.kind)) nesting--
  }
}
const opening = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const closing = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/** Errors a validation reports before it gives up. */
export const maxValidationErrors = 20
/** Bytes of an HTTP body or of a WebSocket message. */
export const maxRequestBytes = 65_536

/** What one operation may ask for: levels, fields, and what they weigh where a list counts several times. */
const limits = { depth: 12, breadth: 300, complexity: 20_000 }

/** Why an operation of a valid document asks for too much; empty when none does. Variables make no difference. */
export function asksTooMuch(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const others = document.definitions.filter((node) => node.kind !== Kind.OPERATION_DEFINITION)
  return operations.flatMap((operation) => {
    const alone = { ...document, definitions: [{ ...operation, variableDefinitions: [] }, ...others] }
    const measured = complexityFromQuery(alone, { schema })
    return (['depth', 'breadth', 'complexity'] as const)
      .filter((measure) => measured[measure] > limits[measure])
      .map((measure) => {
        const message = `The operation has a ${measure} of ${measured[measure]}, expected at most ${limits[measure]}.`
        return new GraphQLError(message, { nodes: operation })
      })
  })
}

/** Types that one document may look up by name. */
const maxTypes = 10

/**
 * Introspection weighs nothing in `asksTooMuch`, and graphql-js bounds only the depth of its lists. Without aliases a
 * document can ask for the schema only once; GraphiQL and code generators need none.
 */
export function introspectsOnce(context: ValidationContext): ASTVisitor {
  let types = 0
  const refuse = (node: FieldNode, message: string) => context.reportError(new GraphQLError(message, { nodes: node }))
  return {
    Field: (node) => {
      const name = node.name.value
      const introspects = name === '__schema' || context.getParentType()?.name.startsWith('__')
      if (introspects && node.alias) refuse(node, `Introspection takes no aliases, got one for "${name}".`)
      if (name === '__type' && ++types > maxTypes) refuse(node, `Expected at most ${maxTypes} "__type" in a document.`)
    },
  }
}
