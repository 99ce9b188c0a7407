import type { Plugin } from 'vite'
import { graphql } from '../gql/gql.ts'

/** A call of `graphql` with a template without placeholders, as codegen demands it. */
const call = /\bgraphql\(\s*`([^`]*)`\s*\)/g

/**
 * Puts each GraphQL document where it is used. The generated `graphql()` looks documents up in one map of all of them,
 * so that the first page would load the documents of every screen. A fragment's own document is never sent: operations
 * contain the fragments they spread, and `readFragment` only needs its type.
 */
export const inlineDocuments = (): Plugin => ({
  name: 'inline-documents',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: { include: /\/client\/.*\.tsx?$/, exclude: /\/client\/gql\// }, code: 'graphql(`' },
    handler: (code) => ({ code: code.replace(call, (_, source: string) => documentOf(source)), map: null }),
  },
})

function documentOf(source: string): string {
  const document: unknown = graphql(source)
  const { definitions } = document as { definitions?: { kind: string }[] }
  if (!definitions) throw new Error(`Not in client/gql, run npm run codegen: ${source}`)
  return definitions[0]?.kind === 'FragmentDefinition' ? '({})' : `(${JSON.stringify(document)})`
}
