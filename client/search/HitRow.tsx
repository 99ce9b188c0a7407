import { IconPaperclip } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useChat } from '../chat/ChatProvider.tsx'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { Avatar } from '../people/Avatar.tsx'
import { nameFor } from '../rooms/room-list.ts'
import { richText, useTexts } from '../texts/texts.ts'
import { When } from '../ui/Moment.tsx'
import { marked } from './marked.ts'
import classes from './SearchPage.module.css'

const HitRow_hit = graphql(`
  fragment HitRow_hit on MessageHit {
    snippet
    marks { start end }
    message { id sentAt author { login name } attachments { name } room { id name directMembers { login name } } }
  }
`)

/** A message that was found: who wrote it where and when, and what around the words. It leads there. */
export function HitRow({ hit }: { hit: FragmentType<typeof HitRow_hit> }) {
  useTexts()
  const { me } = useChat()
  const { snippet, marks, message } = readFragment(HitRow_hit, hit)
  const { id, sentAt, author, attachments, room } = message
  return (
    <li>
      <Link to={`/chat/${encodeURIComponent(room.id)}/${id}`} className={classes.hit}>
        <Avatar login={author.login} name={author.name} />
        <span className={classes.words}>
          <span className={classes.head}>
            {richText('search.authorIn', {
              name: author.name,
              room: nameFor(room, me.login),
              b: (name) => <strong>{name}</strong>,
            })}
            <When at={sentAt} className={classes.when} />
          </span>
          <span className={classes.snippet} dir="auto">
            {marked(snippet, marks).map((piece) =>
              piece.marked ? <mark key={piece.at}>{piece.text}</mark> : piece.text,
            )}
          </span>
          {attachments.length > 0 && (
            <span className={classes.files}>
              <IconPaperclip size={14} aria-hidden="true" /> {attachments.map(({ name }) => name).join(', ')}
            </span>
          )}
        </span>
      </Link>
    </li>
  )
}
