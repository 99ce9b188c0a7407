import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { clock, exactly } from '../lib/format.ts'
import { Avatar } from '../people/Avatar.tsx'
import classes from './Bubble.module.css'
import { MessageText } from './MessageText.tsx'

type Props = {
  author: { login: string; name: string }
  /** Null for one that was deleted. */
  text: string | null
  edited?: boolean
  /** What it answers, above its text. */
  quote?: ReactNode
  /** ISO; missing while the server does not have it. */
  sentAt?: string
  head: boolean
  mine: boolean
  state?: 'sending' | 'sent' | 'failed'
  children?: ReactNode
}

/** How a message looks, whether it is here already or on its way. */
export function Bubble({ author, text, edited, quote, sentAt, head, mine, state, children }: Props) {
  const time = sentAt ? (
    <time dateTime={sentAt} title={exactly(sentAt)} className={classes.time}>
      {clock(sentAt)}
    </time>
  ) : (
    <span className={classes.time}>{state === 'failed' ? 'not sent' : 'sending…'}</span>
  )
  return (
    <article className={classes.bubble} data-head={head} data-mine={mine} data-state={state}>
      <div className={classes.gutter}>{head ? <Avatar login={author.login} name={author.name} /> : time}</div>
      <div className={classes.content}>
        {head && (
          <header className={classes.head}>
            <span className={classes.author}>{author.name}</span>
            {mine && <span className={classes.you}>you</span>}
            {time}
          </header>
        )}
        {!head && <VisuallyHidden component="span">{author.name}: </VisuallyHidden>}
        {quote}
        {text === null ? <p className={classes.deleted}>Message deleted</p> : <MessageText text={text} />}
        {edited && <span className={classes.edited}>(edited)</span>}
        {state === 'sent' && <VisuallyHidden component="span">sent</VisuallyHidden>}
        {children}
      </div>
    </article>
  )
}
