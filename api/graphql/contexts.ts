import type { NobodysContext } from '../fanout/fanout.ts'
import type { Connection, Context, Services } from './context.ts'
import { createLoaders, type Loaders } from './loaders.ts'

export type Contexts = {
  /** For an operation that came by this connection. */
  of(connection: Connection): Context
  /** For the next event of a subscription: the same connection, and nothing remembered from the last event. */
  renew(context: unknown): Context
  /** For what is executed once for many: whoever asks who is looking gets no answer, and has been noticed. */
  nobodys(): NobodysContext
}

/** Services are shared by prototype and loaders are made when they are first used: thousands of contexts wait idle. */
export function createContexts(services: Services): Contexts {
  class OperationContext {
    readonly connection: Connection
    #loaders: Loaders | undefined

    constructor(connection: Connection) {
      this.connection = connection
    }

    get viewer() {
      return this.connection.viewer
    }

    get loaders(): Loaders {
      this.#loaders ??= createLoaders(services)
      return this.#loaders
    }
  }
  Object.assign(OperationContext.prototype, services)

  const of = (connection: Connection) => new OperationContext(connection) as OperationContext & Services
  return {
    of,
    renew: (context) => of((context as Context).connection),
    nobodys: () => {
      const context = of(nobody)
      let asked = false
      const refuse = (): never => {
        asked = true
        throw new Error('This execution has no viewer')
      }
      Object.defineProperties(context, { viewer: { get: refuse }, connection: { get: refuse } })
      return { context, asked: () => asked }
    },
  }
}

const nobody = {} as Connection
