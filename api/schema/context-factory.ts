import type { SharedContext } from '../execution/fanout/fanout.ts'
import type { Caller, Context } from './context.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import type { Services } from './services.ts'

export type ContextFactory = {
  /** For an operation that came by this caller. */
  of(caller: Caller): Context
  /** For the next event of a subscription: the same caller, and nothing remembered from the last event. */
  renew(context: unknown): Context
  /** For one execution for many subscribers. Reading `viewer` or `caller` throws, and `readViewer()` is true from then on. */
  sharedContext(): SharedContext
}

/** Services are shared by prototype and loaders are made when they are first used: thousands of contexts wait idle. */
export function createContextFactory(services: Services): ContextFactory {
  class OperationContext {
    readonly caller: Caller
    #loaders: Loaders | undefined

    constructor(caller: Caller) {
      this.caller = caller
    }

    get viewer() {
      return this.caller.viewer
    }

    get loaders(): Loaders {
      this.#loaders ??= createLoaders(services)
      return this.#loaders
    }
  }
  Object.assign(OperationContext.prototype, services)

  const of = (caller: Caller) => new OperationContext(caller) as OperationContext & Services
  return {
    of,
    renew: (context) => of((context as Context).caller),
    sharedContext: () => {
      const context = of(noCaller)
      let viewerWasRead = false
      const refuse = (): never => {
        viewerWasRead = true
        throw new Error('This execution has no viewer')
      }
      Object.defineProperties(context, { viewer: { get: refuse }, caller: { get: refuse } })
      return { context, readViewer: () => viewerWasRead }
    },
  }
}

const noCaller = {} as Caller
