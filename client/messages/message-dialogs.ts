import type { FragmentType } from '../gql/index.ts'
import { graphql } from '../gql/index.ts'
import { createStore } from '../lib/store.ts'

/** What may be done with a message needs this of it. */
export const MessageActions_message = graphql(`
  fragment MessageActions_message on Message {
    id text version sentAt editableUntil pinnedAt author { login name } attachments { id }
  }
`)

export type ActionsMessage = FragmentType<typeof MessageActions_message>

/** A sheet with the actions of a message, or the question whether to delete it. */
export type MessageDialog = { kind: 'actions' | 'delete'; message: ActionsMessage }

/** The one that is open. It stays when its row leaves the document. */
export const messageDialog = createStore<MessageDialog | null>(null)
