import { VisuallyHidden } from '@mantine/core'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { clock, exactly } from '../lib/format.ts'
import { Avatar } from '../people/Avatar.tsx'
import { PersonName } from '../people/PersonName.tsx'
import { useTexts } from '../texts/texts.ts'
import classes from './Bubble.module.css'
import { MessageText } from './MessageText.tsx'

type Props = {
  /** Of the message; what the server does not have yet goes by its client id. */
  id: string
  author: { login: string; name: string }
  /** Null for one that was deleted. */
  text: string | null
  /** That it was edited, if it was. */
  edited?: ReactNode
  /** What it answers, above its text. */
  quote?: ReactNode
  /** ISO; missing while the server does not have it. */
  sentAt?: string
  head: boolean
  mine: boolean
  state?: 'sending' | 'sent' | 'failed'
  /** What one can do with it. */
  tools?: ReactNode
  children?: ReactNode
}

/** How a message looks, whether it is here already or on its way. */
export function Bubble({ id, author, text, edited, quote, sentAt, head, mine, state, tools, children }: Props) {
  const t = useTexts()
  const element = useFocusKept()
  const [by, said] = [`${id}-by`, `${id}-said`]
  const time = sentAt ? (
    <time dateTime={sentAt} title={exactly(sentAt)} className={classes.time}>
      {clock(sentAt)}
    </time>
  ) : (
    <span className={classes.time}>{state === 'failed' ? t('messages.notSent') : t('messages.sending')}</span>
  )
  return (
    <article
      ref={element}
      className={classes.bubble}
      tabIndex={-1}
      aria-labelledby={`${by} ${said}`}
      data-row={id}
      data-head={head}
      data-mine={mine}
      data-state={state}
    >
      {tools}
      <div className={classes.gutter}>
        {head ? (
          <span data-person={author.login}>
            <Avatar login={author.login} name={author.name} />
          </span>
        ) : (
          time
        )}
      </div>
      <div className={classes.content}>
        {head && (
          <header className={classes.head}>
            <PersonName id={by} login={author.login} name={author.name} className={classes.author} />
            {mine && <span className={classes.you}>{t('messages.you')}</span>}
            {time}
          </header>
        )}
        {!head && (
          <VisuallyHidden component="span" id={by}>
            {t('messages.by', { name: author.name })}{' '}
          </VisuallyHidden>
        )}
        {quote}
        <div id={said}>
          {text === null && <p className={classes.deleted}>{t('messages.deleted')}</p>}
          {text && <MessageText text={text} />}
        </div>
        {edited}
        {state === 'sent' && <VisuallyHidden component="span">{t('messages.sent')}</VisuallyHidden>}
        {children}
      </div>
    </article>
  )
}

/** A row that leaves the document while it has the focus leaves it to the log: arrow keys go on from there. */
function useFocusKept() {
  const row = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const element = row.current
    return () => {
      if (!element?.contains(document.activeElement)) return
      element.closest<HTMLElement>('[role=log]')?.focus({ preventScroll: true })
    }
  }, [])
  return row
}
