import { memo } from 'react'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { Bubble } from './Bubble.tsx'
import { Quote } from './Quote.tsx'
import { Reactions } from './Reactions.tsx'

const MessageRow_message = graphql(`
  fragment MessageRow_message on Message {
    text sentAt editedAt deletedAt
    author { login name }
    replyTo { ...Quote_message }
    ...Reactions_message
  }
`)

type Props = { message: FragmentType<typeof MessageRow_message>; head: boolean; mine: boolean }

/** A message that the server has, as it is now. */
export const MessageRow = memo(function MessageRow({ message, head, mine }: Props) {
  const found = readFragment(MessageRow_message, message)
  const { text, sentAt, author, editedAt, deletedAt, replyTo } = found
  if (deletedAt) return <Bubble author={author} text={null} sentAt={sentAt} head={head} mine={mine} />
  return (
    <Bubble
      author={author}
      text={text}
      edited={editedAt !== null && editedAt !== undefined}
      quote={replyTo && <Quote message={replyTo} />}
      sentAt={sentAt}
      head={head}
      mine={mine}
    >
      <Reactions message={found} />
    </Bubble>
  )
})
