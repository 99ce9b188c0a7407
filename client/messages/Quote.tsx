import { Link } from 'react-router'
import { useOpenRoom } from '../chat/RoomProvider.tsx'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { plainText } from '../text/message-tree.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Quote.module.css'

const Quote_message = graphql(`
  fragment Quote_message on Message { id text deletedAt author { name } attachments { name } }
`)

/** The message that another one answers. */
export function Quote({ message }: { message: FragmentType<typeof Quote_message> }) {
  const { id, text, deletedAt, author, attachments } = readFragment(Quote_message, message)
  const said = text || attachments.map(({ name }) => name).join(', ')
  return <QuoteLink id={id} author={author.name} text={deletedAt ? null : said} />
}

/** In two lines at most, what is answered; it leads to where that stands. The text is null once it is deleted. */
export function QuoteLink({ id, author, text }: { id: string; author: string; text: string | null }) {
  const t = useTexts()
  const room = useOpenRoom()
  return (
    <blockquote className={classes.quote}>
      <Link to={`/chat/${room.id}/${id}`} state={{ keepsFocus: true }} className={classes.link}>
        <strong>{author}</strong>
        <span>{text === null ? t('messages.deleted') : plainText(text)}</span>
      </Link>
    </blockquote>
  )
}
