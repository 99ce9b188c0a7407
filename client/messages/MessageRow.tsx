import { memo } from 'react'
import { MessageAttachments } from '../files/Attachments.tsx'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { Bubble } from './Bubble.tsx'
import { EarlierVersions } from './EarlierVersions.tsx'
import { MessageTools } from './MessageTools.tsx'
import { PinMark } from './PinMark.tsx'
import { Quote } from './Quote.tsx'
import { Reactions } from './Reactions.tsx'

const MessageRow_message = graphql(`
  fragment MessageRow_message on Message {
    id text sentAt deletedAt
    author { login name }
    replyTo { ...Quote_message }
    ...EarlierVersions_message
    ...PinMark_message
    ...MessageActions_message
    ...Attachments_message
    ...Reactions_message
  }
`)

type Props = { message: FragmentType<typeof MessageRow_message>; head: boolean; mine: boolean }

/** A message that the server has, as it is now. */
export const MessageRow = memo(function MessageRow({ message, head, mine }: Props) {
  const found = readFragment(MessageRow_message, message)
  const { id, text, sentAt, author, deletedAt, replyTo } = found
  if (deletedAt) return <Bubble id={id} author={author} text={null} sentAt={sentAt} head={head} mine={mine} />
  return (
    <Bubble
      id={id}
      author={author}
      text={text}
      edited={
        <>
          <EarlierVersions message={found} />
          <PinMark message={found} />
        </>
      }
      quote={replyTo && <Quote message={replyTo} />}
      sentAt={sentAt}
      head={head}
      mine={mine}
      tools={<MessageTools message={found} />}
    >
      <MessageAttachments message={found} />
      <Reactions message={found} />
    </Bubble>
  )
})
