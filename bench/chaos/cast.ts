import type { Asking } from './asking.ts'
import { type Breakage, brokenFollow } from './broken.ts'
import type { Chance } from './chance.ts'
import { type Neighbour, startNeighbour } from './neighbours.ts'
import { type Books, chatting, type Gate, type Publisher, repeat, selling } from './publishers.ts'
import { type Reader, startReader, type Transport } from './reader.ts'
import { revising } from './revising.ts'
import { openRoom, roomChanges } from './room-changes.ts'
import type { Stage } from './stage.ts'
import { messages, notifications, type Stream } from './streams.ts'

/** Everybody who takes part in a run. */
export type Cast = {
  /** The room that is followed change by change. */
  changes: Stream
  readers: Reader[]
  readersOf(stream: Stream): Reader[]
  neighbour: Neighbour | null
  /** From now on nothing new is said; resolves when everything that was begun has been answered. */
  stopPublishing(): Promise<void>
  leave(): Promise<void>
}

export type Casting = {
  /** Readers of messages, as many of notifications, and as many of the changes of a room. */
  readers: number
  /** Messages per second, all authors together; changes of messages are half of it, sales and events of the other service a quarter each. */
  pace: number
  /** Makes the last reader of every stream one whose follow is broken. */
  breakage?: Breakage
}

const people = ['jimmy.solid', 'danny.solid', 'admin'] as const

export async function gather(
  casting: Casting,
  stage: Stage,
  asking: Asking,
  books: Books,
  gate: Gate,
  chance: Chance,
): Promise<Cast> {
  const roomId = await openRoom(asking)
  const changes = roomChanges(roomId)
  // Readers of the event stream are every fourth.
  const seats = [messages, notifications, changes].flatMap((stream) =>
    Array.from({ length: casting.readers }, (_, i) => ({
      stream,
      over: (i % 4 === 3 ? 'event stream' : 'WebSocket') as Transport,
      login: people[i % people.length] as string,
      last: i === casting.readers - 1,
      i,
    })),
  )
  const taken = await Promise.all(
    seats.map(async ({ stream, over, login, last, i }) => {
      const tamper = casting.breakage && last ? brokenFollow(casting.breakage, chance.branch(stream.name)) : undefined
      const name = `${login} by ${over} (${stream.name} ${i + 1})`
      return {
        stream,
        reader: await startReader({ name, login, stream, over, asking, url: () => urlOf(stage), tamper }),
      }
    }),
  )
  const neighbour = stage.rabbit
    ? await startNeighbour(stage.rabbit.server.url, books, chance.branch('neighbour'))
    : null
  const publishers = startPublishers(casting, asking, books, roomId, gate, neighbour, chance)
  return {
    changes,
    readers: taken.map(({ reader }) => reader),
    readersOf: (stream) => taken.filter((seat) => seat.stream === stream).map(({ reader }) => reader),
    neighbour,
    stopPublishing: async () => void (await Promise.all(publishers.map((publisher) => publisher.stop()))),
    leave: async () => {
      for (const { reader } of taken) reader.leave()
      await neighbour?.leave()
    },
  }
}

/** The address by which clients reach Parley. */
export function urlOf({ proxy }: Stage): string {
  return `http://127.0.0.1:${proxy.port}`
}

function startPublishers(
  casting: Casting,
  asking: Asking,
  books: Books,
  roomId: string,
  gate: Gate,
  neighbour: Neighbour | null,
  chance: Chance,
): Publisher[] {
  const pause = (people.length * 1_000) / casting.pace
  const talkers = people.map((login) => {
    const own = chance.branch(`chat of ${login}`)
    return repeat(pause, own, gate, chatting(login, asking, books.messages, own))
  })
  const revisers = people.map((login) => {
    const own = chance.branch(`changes of ${login}`)
    return repeat(2 * pause, own, gate, revising(login, roomId, asking, books.revisions, own))
  })
  const sellers = people.slice(0, 2).map((login) => {
    const own = chance.branch(`sales of ${login}`)
    return repeat((2 * 4 * 1_000) / casting.pace, own, gate, selling(login, asking, books, own))
  })
  const publishing = neighbour
    ? [repeat((4 * 1_000) / casting.pace, chance.branch('events'), gate, neighbour.publish)]
    : []
  return [...talkers, ...revisers, ...sellers, ...publishing]
}
