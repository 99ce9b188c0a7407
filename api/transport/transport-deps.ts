import type { GraphQLSchema } from 'graphql'
import type { Sessions } from '../auth/sessions.ts'
import type { AdmissionControl } from '../execution/admission-control.ts'
import type { Mask } from '../execution/error-masking.ts'
import type { Operations } from '../execution/operations.ts'
import type { ContextFactory } from '../schema/context-factory.ts'
import type { ReadSent } from './forwarded.ts'
import type { LiveConnections } from './live-connections.ts'
import type { Pings } from './pings.ts'

/** Where browsers find this server. */
export type Site = {
  readSent: ReadSent
  /** The path of the GraphQL endpoint. */
  graphqlPath: string
  /** The path of files, without a slash at its end. */
  filesPath: string
}

/** What every transport of GraphQL works with. */
export type TransportDeps = {
  schema: GraphQLSchema
  operations: Operations
  mask: Mask
  sessions: Sessions
  connections: LiveConnections
  contextFactory: ContextFactory
  pings: Pings
  admission: AdmissionControl
  site: Site
}
