import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { InvalidInput } from '../lib/errors.ts'
import { type Edge, type Page, pageSize } from '../lib/page.ts'
import { readUuid } from '../lib/uuid.ts'
import type { RoomAccessControl } from './access-control.ts'
import type { Message } from './message.ts'
import { messagesByIds } from './message-store.ts'
import { findsNothing, readSearch, roomsMeant, type Term } from './search.ts'
import * as store from './search-store.ts'
import { type Snippet, snippetOf } from './snippet.ts'

export const searchOrders = ['NEWEST', 'BEST'] as const
export type SearchOrder = (typeof searchOrders)[number]

export type MessageHit = Snippet & { message: Message }

export type SearchArgs = {
  query: string
  roomId?: string | null
  order: SearchOrder
  first?: number | null
  after?: string | null
}

export type MessageSearches = {
  /**
   * Messages of the rooms that the viewer is in at this moment, or of one of them. Throws INVALID_INPUT, or UNKNOWN_ROOM
   * or FORBIDDEN for a room that the viewer may not read.
   */
  searchMessages(viewer: Viewer, args: SearchArgs): Promise<Page<MessageHit>>
}

export function createMessageSearches(deps: { db: Db; access: RoomAccessControl }): MessageSearches {
  const { db, access } = deps

  const pageOf = async (places: Edge<store.SentPlace>[], size: number, terms: Term[], isLater: boolean) => {
    const shown = places.slice(0, size)
    const messages = await messagesByIds(
      db.sql,
      shown.map(({ node }) => node.id),
    )
    const edges = shown.flatMap(({ cursor }, i) => {
      const message = messages[i]
      // Deleted since it was found.
      if (!message || message.deletedAt !== null) return []
      return [{ cursor, node: { message, ...snippetOf(message.text, terms) } }]
    })
    return { edges, hasNextPage: places.length > size, hasPreviousPage: isLater }
  }

  return {
    searchMessages: async (viewer, { query, roomId, order, first, after }) => {
      const search = readSearch(query, viewer.login)
      const { size } = pageSize({ first }, 'first')
      const isByScore = order === 'BEST' && search.terms.length > 0
      const [place, best] = [
        after == null || isByScore ? null : decodePlace(after),
        after != null && isByScore ? decodeBest(after) : null,
      ]
      const readable = roomId == null ? await access.readable(viewer) : [await access.toRead(viewer, roomId)]
      const rooms = roomsMeant(readable, search.in).map(({ id }) => id)
      if (rooms.length === 0 || findsNothing(search)) return { edges: [], hasNextPage: false, hasPreviousPage: false }
      const criteria = { rooms, search }
      if (!isByScore) {
        const places = await store.newestFound(db.sql, criteria, place, size + 1)
        const edges = places.map((node) => ({ cursor: encodePlace(node), node }))
        return pageOf(edges, size, search.terms, place !== null)
      }
      const found = await store.bestFound(db.sql, criteria, best, size + 1)
      const edges = found ? found.hits.map((node) => ({ cursor: encodeBest({ ...found, ...node }), node })) : []
      return pageOf(edges, size, search.terms, best !== null)
    },
  }
}

const encode = (text: string) => Buffer.from(text).toString('base64url')
const decode = (cursor: string) => Buffer.from(cursor, 'base64url').toString()

const wrongCursor = () =>
  new InvalidInput([{ path: 'after', message: 'Must be a cursor from a page of the same search.' }])

function encodePlace({ micros, id }: store.SentPlace): string {
  return encode(`search@${micros}@${id}`)
}

const placeForm = /^search@(-?\d{1,16})@(\S+)$/

function decodePlace(cursor: string): store.SentPlace {
  const [, micros, given = ''] = placeForm.exec(decode(cursor)) ?? []
  const id = readUuid(given)
  if (micros === undefined || id === null) throw wrongCursor()
  return { micros: Number(micros), id }
}

type RankedPlace = store.Ranked & store.RankedSet

function encodeBest({ score, micros, id, upTo, byIndex }: RankedPlace): string {
  return encode(`best@${score}@${micros}@${id}@${upTo.micros}@${upTo.id}@${byIndex}`)
}

const bestForm = /^best@(\d[\d.e+-]{0,24})@(-?\d{1,16})@(\S+)@(-?\d{1,16})@(\S+)@(true|false)$/

function decodeBest(cursor: string): RankedPlace {
  const [, score, micros, given = '', upToMicros, upToGiven = '', byIndex] = bestForm.exec(decode(cursor)) ?? []
  const [id, upToId] = [readUuid(given), readUuid(upToGiven)]
  if (id === null || upToId === null || !Number.isFinite(Number(score))) throw wrongCursor()
  return {
    score: Number(score),
    micros: Number(micros),
    id,
    upTo: { micros: Number(upToMicros), id: upToId },
    byIndex: byIndex === 'true',
  }
}
