import { type Channel, isObject } from '../pubsub/channels.ts'
import type { PubSub } from '../pubsub/pubsub.ts'

/** Which agents have a window of the app in sight, over all processes. Nothing is stored: whoever says nothing has none. */
export type Active = {
  /** An agent has a window in sight, for the next 40 seconds. */
  mark(login: string): void
  isActive(login: string): boolean
  stop(): void
}

const marks: Channel<{ login: string }> = {
  name: 'presence:active',
  version: 1,
  parse: (received) => {
    const login = isObject(received) ? received.login : null
    return typeof login === 'string' ? { login } : null
  },
}

/** Milliseconds after which an agent who was not heard of again looks no more. Clients say so every 20 seconds. */
const expiry = 40_000

export async function startActive({ pubSub, now }: { pubSub: PubSub; now: () => Date }): Promise<Active> {
  /** In milliseconds since 1970, by login. */
  const until = new Map<string, number>()
  const unsubscribe = await pubSub.subscribe(marks, ({ login }) => until.set(login, now().getTime() + expiry))
  const isActive = (login: string) => (until.get(login) ?? 0) > now().getTime()
  const forgetting = setInterval(() => {
    for (const login of until.keys()) if (!isActive(login)) until.delete(login)
  }, expiry)
  forgetting.unref()
  return {
    mark: (login) => pubSub.publish(marks, { login }),
    isActive,
    stop: () => {
      clearInterval(forgetting)
      unsubscribe()
    },
  }
}
