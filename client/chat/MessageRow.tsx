import { memo } from 'react'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { Bubble } from './Bubble.tsx'

const MessageRow_message = graphql(`
  fragment MessageRow_message on Message { text sentAt author { login name } }
`)

type Props = { message: FragmentType<typeof MessageRow_message>; head: boolean; mine: boolean }

/** A message that the server has. */
export const MessageRow = memo(function MessageRow({ message, head, mine }: Props) {
  const { text, sentAt, author } = readFragment(MessageRow_message, message)
  return <Bubble author={author} text={text} sentAt={sentAt} head={head} mine={mine} />
})
