import type { Seen } from './book.ts'
import { type Connection, positionOf, type Stream } from './streams.ts'

/** The list of policies, which is not followed: the words are the status. */
export const policies: Stream = {
  name: 'policies',
  subscription: '',
  page: `query ($first: Int, $after: Cursor, $last: Int) {
    policies(first: $first, after: $after, last: $last) {
      edges { cursor node { number status } } pageInfo { endCursor hasNextPage }
    }
  }`,
  edgeOf: () => {
    throw new Error('Policies are not followed')
  },
  connectionOf: (data) => data.policies as Connection,
  seen: ({ cursor, node }): Omit<Seen, 'at'> => ({
    key: String(node.number),
    words: String(node.status),
    position: positionOf(cursor, String(node.number)),
  }),
}
