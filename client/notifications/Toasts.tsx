import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { readFragment } from '../gql/index.ts'
import { useStore } from '../lib/store.ts'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { LinkedText } from '../ui/LinkedText.tsx'
import { KindIcon } from './KindIcon.tsx'
import { kindName } from './kinds.ts'
import type { NotificationNode } from './notification-source.ts'
import { policyToOpen, Sentence_notification, sentenceWithAmount } from './sentence.ts'
import classes from './Toasts.module.css'
import { dismiss, inSight, type Toast, toasts } from './toasts.ts'

/** In milliseconds; the clock stands while the pointer or the focus is on the toast. */
const shownFor = 8_000

/** News as it happens, wherever the agent is. */
export function Toasts() {
  const t = useTexts()
  const shown = useStore(toasts)
  useEffect(() => () => toasts.set([]), [])
  return (
    <>
      <Notifications position="bottom-right" limit={3} />
      <section
        className={classes.stack}
        aria-label={t('notifications.justHappened')}
        aria-live="polite"
        aria-relevant="additions"
      >
        {shown.map((toast) => (
          <Card key={toast.key} toast={toast} />
        ))}
        <InSight />
      </section>
    </>
  )
}

/** What the screen shows without a toast, for whoever listens to it. */
function InSight() {
  const t = useTexts()
  const arrived = useStore(inSight)
  const me = useMe()
  const [only] = arrived
  if (!only) return null
  const text =
    arrived.length === 1
      ? sentenceWithAmount(readFragment(Sentence_notification, only), me?.login ?? null)
      : t('notifications.newOnes', { count: arrived.length })
  return <VisuallyHidden key={only.id}>{text}</VisuallyHidden>
}

function Card({ toast }: { toast: Toast }) {
  const t = useTexts()
  const { key, notification, more } = toast
  return (
    <Fading onGone={() => dismiss(key)}>
      {notification ? (
        <News notification={notification} onFollow={() => dismiss(key)} />
      ) : (
        <Link to="/notifications" className={classes.link} onClick={() => dismiss(key)}>
          {t('notifications.newOnes', { count: more })}
        </Link>
      )}
      <ActionIcon variant="subtle" color="gray" aria-label={t('ui.dismiss')} onClick={() => dismiss(key)}>
        <IconX size={16} />
      </ActionIcon>
    </Fading>
  )
}

function News({ notification, onFollow }: { notification: NotificationNode; onFollow(): void }) {
  const t = useTexts()
  const read = readFragment(Sentence_notification, notification)
  const me = useMe()
  const policyNumber = policyToOpen(read, me)
  return (
    <>
      <KindIcon kind={read.__typename} />
      <div className={classes.words}>
        <span className={classes.kind}>{kindName(read.__typename)}</span>
        <span className={classes.text} dir="auto">
          <LinkedText text={sentenceWithAmount(read, me?.login ?? null)} />
        </span>
        {policyNumber && (
          <Link to={`/policies/${encodeURIComponent(policyNumber)}`} className={classes.link} onClick={onFollow}>
            {t('notifications.openPolicy')}
          </Link>
        )}
      </div>
    </>
  )
}

function Fading({ onGone, children }: { onGone(): void; children: ReactNode }) {
  const card = useRef<HTMLDivElement>(null)
  const gone = useRef(onGone)
  gone.current = onGone
  useEffect(() => {
    const element = card.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stay = () => clearTimeout(timer)
    const go = () => {
      stay()
      timer = setTimeout(() => gone.current(), shownFor)
    }
    go()
    for (const event of ['pointerenter', 'focusin']) element.addEventListener(event, stay)
    for (const event of ['pointerleave', 'focusout']) element.addEventListener(event, go)
    // The element leaves the document with this component, and its listeners with it.
    return stay
  }, [])
  return (
    <div ref={card} className={classes.toast}>
      {children}
    </div>
  )
}
