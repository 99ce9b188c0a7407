import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { plainText } from '../text/message-tree.ts'
import classes from './Quote.module.css'

const Quote_message = graphql(`
  fragment Quote_message on Message { text deletedAt author { name } }
`)

/** The message that another one answers, in two lines at most. */
export function Quote({ message }: { message: FragmentType<typeof Quote_message> }) {
  const { text, deletedAt, author } = readFragment(Quote_message, message)
  return (
    <blockquote className={classes.quote}>
      <strong>{author.name}</strong>
      <span>{deletedAt ? 'Message deleted' : plainText(text)}</span>
    </blockquote>
  )
}
