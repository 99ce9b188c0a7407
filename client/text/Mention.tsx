import { mentioned, useKnownLogins } from './KnownLogins.tsx'
import classes from './MessageBody.module.css'

/** `@login`, highlighted where it is an agent's, and more so where it is the reader's. */
export function Mention({ text }: { text: string }) {
  const { logins, me } = useKnownLogins()
  const mention = mentioned(text, logins)
  if (mention === null) return text
  return (
    <>
      <span
        className={classes.mention}
        data-person={logins.get(mention.slice(1).toLowerCase())}
        data-me={mention.slice(1).toLowerCase() === me?.toLowerCase()}
      >
        {mention}
      </span>
      {text.slice(mention.length)}
    </>
  )
}
