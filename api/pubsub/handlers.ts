import type { Channel, OnIgnored } from './channels.ts'

/** A message as it travels: JSON text and the version of its channel at the publisher. */
export type Packet = { version: number; text: string }

/** One subscriber: calls it with a message of its own, unless the packet holds none of its channel. */
export type Handler = { receive(packet: Packet): void; remove(): void }

/** The subscribers of this process, by the name of their channel. */
export type Handlers = {
  add<Message>(channel: Channel<Message>, handler: (message: Message) => void): Handler
  /** Whether a channel has subscribers. */
  has(name: string): boolean
  /** Gives a packet to every subscriber of a channel. */
  deliver(name: string, packet: Packet): void
  clear(): void
}

export function createHandlers(onIgnored: OnIgnored): Handlers {
  const subscribers = new Map<string, Set<Handler>>()
  return {
    add: (channel, handler) => {
      const others = subscribers.get(channel.name) ?? new Set()
      const subscriber: Handler = {
        receive: ({ version, text }) => {
          if (version > channel.version) return onIgnored(channel.name, `version ${version} is newer than this process`)
          const message = channel.parse(jsonOf(text))
          if (message === null) onIgnored(channel.name, 'it has not the form of a message of this channel')
          else handler(message)
        },
        remove: () => {
          others.delete(subscriber)
          if (others.size === 0 && subscribers.get(channel.name) === others) subscribers.delete(channel.name)
        },
      }
      subscribers.set(channel.name, others.add(subscriber))
      return subscriber
    },
    has: (name) => subscribers.has(name),
    deliver: (name, packet) => {
      for (const subscriber of subscribers.get(name) ?? []) subscriber.receive(packet)
    },
    clear: () => subscribers.clear(),
  }
}

/** Undefined for what is no JSON text. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
