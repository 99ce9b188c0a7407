import { Message } from '../chat/message.schema.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/pagination.ts'
import { Attachment } from './file.schema.ts'
import { fileKinds, type SentFile } from './file.ts'

const SentFileRef = builder.objectRef<SentFile>('SentFile').implement({
  description: 'A file of a room, with the message that it was sent with.',
  fields: (t) => ({
    attachment: t.field({ type: Attachment, resolve: (file) => file }),
    message: t.field({ type: Message, resolve: ({ messageId }, _, { loaders }) => loaders.messageOf(messageId) }),
  }),
})

export const { Connection: SentFileConnection } = connectionOf('SentFile', SentFileRef)

export const FileKind = builder.enumType('FileKind', { values: fileKinds })
