import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/pagination.ts'
import { Message } from './message.schema.ts'
import { type MessageHit, searchOrders } from './search-service.ts'
import type { TextRange as Range } from './snippet.ts'

export const TextRange = builder.objectRef<Range>('TextRange').implement({
  description: 'A piece of a text: from `start` up to and without `end`, in UTF-16 code units as JavaScript counts.',
  fields: (t) => ({ start: t.exposeInt('start'), end: t.exposeInt('end') }),
})

const MessageHitRef = builder.objectRef<MessageHit>('MessageHit').implement({
  fields: (t) => ({
    message: t.expose('message', { type: Message }),
    snippet: t.exposeString('snippet', { description: 'Its text around the first word that was found, in one line.' }),
    marks: t.expose('marks', { type: [TextRange], description: 'Where in the snippet the words stand.' }),
  }),
})

const { Connection: MessageSearchConnection } = connectionOf('MessageSearch', MessageHitRef)

const SearchOrder = builder.enumType('SearchOrder', {
  description: 'BEST is by how well they match, among the newest messages that are found.',
  values: searchOrders,
})

builder.queryField('searchMessages', (t) =>
  t.field({
    authorize: 'signedIn',
    description:
      'Messages of all rooms that one is in, or of one of them, by their text and the names of their files. Words in any order, each the beginning of a word, whatever its case and accents; "a phrase"; from:login or from:me; in:room, by id or name; has:link, has:file; before: and after: a day in UTC, which is left out.',
    type: MessageSearchConnection,
    args: {
      query: t.arg.string(),
      roomId: t.arg.id({ required: false }),
      order: t.arg({ type: SearchOrder, defaultValue: 'NEWEST' }),
      first: t.arg.int({ required: false }),
      after: t.arg({ type: 'Cursor', required: false }),
    },
    resolve: (_, args, { chat, viewer }) => chat.searchMessages(viewer, args),
  }),
)
