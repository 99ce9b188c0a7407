import type { InterfaceRef, ObjectRef } from '@pothos/core'
import type { Edge, Page } from '../lib/page.ts'
import { builder, type Types } from './builder.ts'

const PageInfo = builder.objectRef<Page<unknown>>('PageInfo').implement({
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage'),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage'),
    startCursor: t.field({ type: 'Cursor', nullable: true, resolve: (page) => page.edges[0]?.cursor }),
    endCursor: t.field({
      type: 'Cursor',
      nullable: true,
      resolve: (page) => page.edges.at(-1)?.cursor ?? page.emptyCursor,
    }),
  }),
})

/** `<Name>Connection` and `<Name>Edge` over a node type, after the Relay cursor connections specification. */
export function connectionOf<T, P extends Page<T> = Page<T>, E extends Edge<T> = Edge<T>>(
  name: string,
  node: ObjectRef<Types, T> | InterfaceRef<Types, T>,
) {
  const EdgeRef = builder.objectRef<E>(`${name}Edge`)
  EdgeRef.implement({
    fields: (t) => ({
      cursor: t.field({ type: 'Cursor', resolve: (edge) => edge.cursor }),
      node: t.field({ type: node, resolve: (edge) => edge.node as never }),
    }),
  })
  const ConnectionRef = builder.objectRef<P>(`${name}Connection`)
  ConnectionRef.implement({
    fields: (t) => ({
      edges: t.field({ type: [EdgeRef], resolve: (page) => page.edges as E[] }),
      pageInfo: t.field({ type: PageInfo, resolve: (page) => page as Page<unknown> }),
    }),
  })
  return { Edge: EdgeRef, Connection: ConnectionRef }
}

/** The four arguments of a connection field. */
export const pageArgs = builder.args((t) => ({
  first: t.int({ required: false }),
  after: t.field({ type: 'Cursor', required: false }),
  last: t.int({ required: false }),
  before: t.field({ type: 'Cursor', required: false }),
}))
