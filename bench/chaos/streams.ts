import { createHash } from 'node:crypto'
import type { Asking, Json } from './asking.ts'
import type { Seen } from './book.ts'

/** A list that is read by pages and followed live: both give the same entries. */
export type Stream = {
  name: string
  subscription: string
  page: string
  /** From the data of the subscription, or of one edge of a page under the same alias. */
  edgeOf(data: Json): Edge
  connectionOf(data: Json): Connection
  /** From where a page is followed; without it from its end. */
  startOf?(data: Json): string
  seen(edge: Edge): Omit<Seen, 'at'>
}

export type Edge = { cursor: string; node: Json }
export type Connection = { edges: Edge[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } }

const pageInfo = 'pageInfo { endCursor hasNextPage }'
const pageArgs = '$first: Int, $after: Cursor, $last: Int'
const given = 'first: $first, after: $after, last: $last'

const message = 'cursor node { id clientId text author { login name } room { id } }'
export const messages: Stream = {
  name: 'messages',
  subscription: `subscription ($after: Cursor) { messageReceived(after: $after) { ${message} } }`,
  page: `query (${pageArgs}) { room(id: "general") { messages(${given}) { edges { ${message} } ${pageInfo} } } }`,
  edgeOf: (data) => data.messageReceived as Edge,
  connectionOf: (data) => (data.room as { messages: Connection }).messages,
  seen: ({ cursor, node }) => ({
    key: String(node.clientId),
    words: wordsOf((node.author as { login: string }).login, String(node.text)),
    position: positionOf(cursor, String(node.id)),
  }),
}

const notification = `cursor node {
  __typename id text policyNumber amount { amount }
  ... on PolicySold { agent { login name } product { code } }
  ... on PolicyTerminated { agent { login name } product { code } }
  ... on ProductActivated { productCode }
}`
export const notifications: Stream = {
  name: 'notifications',
  subscription: `subscription ($after: Cursor) { notification(after: $after) { ${notification} } }`,
  page: `query (${pageArgs}) { notifications(${given}) { edges { ${notification} } ${pageInfo} } }`,
  edgeOf: (data) => data.notification as Edge,
  connectionOf: (data) => data.notifications as Connection,
  seen: ({ cursor, node }) => ({
    key: `${node.__typename} ${node.policyNumber ?? node.productCode}${isTakenBack(node) ? ' taken back' : ''}`,
    words: String(node.text),
    position: positionOf(cursor, String(node.id)),
  }),
}

const isTakenBack = ({ amount }: Record<string, unknown>) =>
  (amount as { amount: string } | null | undefined)?.amount.startsWith('-') ?? false

/** A message in few letters: long texts are kept by their digest. */
export function wordsOf(author: string, text: string): string {
  const short =
    text.length <= 60 ? text : `${text.slice(0, 30)} … ${createHash('sha1').update(text).digest('base64url')}`
  return `${author}: ${short}`
}

/** Where an entry stands, and which one it is. */
export function positionOf(cursor: string, id: string): string {
  return `${cursor} ${id}`
}

/** The last entries, and the cursor to follow from. */
export async function readPage(asking: Asking, login: string, stream: Stream, last: number) {
  const data = await asking.ask(login, stream.page, { last })
  const { edges, pageInfo } = stream.connectionOf(data)
  const cursor = stream.startOf ? stream.startOf(data) : pageInfo.endCursor
  return { entries: edges.map((edge) => seenNow(stream, edge)), cursor }
}

/** Everything, page by page from the beginning. */
export async function readAll(asking: Asking, login: string, stream: Stream): Promise<Seen[]> {
  const entries: Seen[] = []
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo } = stream.connectionOf(await asking.ask(login, stream.page, { first: 200, after }))
    entries.push(...edges.map((edge) => seenNow(stream, edge)))
    if (!pageInfo.hasNextPage) return entries
    after = pageInfo.endCursor
  }
}

export function seenNow(stream: Stream, edge: Edge): Seen {
  return { ...stream.seen(edge), at: Date.now() }
}
