import { useRoom } from '../chat/RoomProvider.tsx'
import { useTexts } from '../texts/texts.ts'
import classes from './TypingLine.module.css'
import { typingSentence } from './typing-sentence.ts'
import { useTypists } from './useTypists.ts'

/**
 * Who else is writing in the room that is looked at. It lies over the end of the log, so that nothing moves. Screen
 * readers are not told: it would interrupt what they read.
 */
export function TypingLine() {
  useTexts()
  const { room, list } = useRoom()
  const newest = list.edges.at(-1)?.node
  const typists = useTypists(room.id, newest ? { id: newest.id, login: newest.author.login } : null)
  const sentence = typingSentence(typists.map(({ name }) => name))
  if (!sentence) return null
  return (
    <p className={classes.line} aria-hidden="true">
      <span className={classes.text}>{sentence}</span>
    </p>
  )
}
