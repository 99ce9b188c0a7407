import { Button } from '@mantine/core'
import { useOpenRoom } from '../chat/RoomProvider.tsx'
import type { Pending } from '../composer/outbox.ts'
import { Attachments } from '../files/Attachments.tsx'
import type { Me } from '../session/grant.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Bubble.module.css'
import { Bubble } from './Bubble.tsx'
import { QuoteLink } from './Quote.tsx'

type Props = {
  pending: Pending
  me: Me
  head: boolean
  onRetry(clientId: string): void
  onDiscard(clientId: string): void
}

/** An own message on its way. It shows a time only when the server has it. */
export function PendingRow({ pending, me, head, onRetry, onDiscard }: Props) {
  const t = useTexts()
  const room = useOpenRoom()
  const { clientId, text, replyTo, attachments, state, sentAt, reason, asksForHere } = pending
  return (
    <Bubble
      id={clientId}
      author={me}
      text={text}
      quote={replyTo && <QuoteLink {...replyTo} />}
      sentAt={sentAt}
      head={head}
      mine
      state={state}
    >
      {attachments && <Attachments files={attachments} />}
      {state === 'failed' && (
        <div className={classes.failed} role="alert">
          <span>{t('messages.notSentSince', { reason: reason ?? '' })}</span>
          <Button size="compact-xs" variant="light" color="ember" onClick={() => onRetry(clientId)}>
            {asksForHere ? t('messages.callThem') : t('messages.sendAgain')}
          </Button>
          {/* Its files cannot go back to where one writes. */}
          {!attachments && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => {
                room.draft.restore(text, replyTo ?? null)
                onDiscard(clientId)
              }}
            >
              {t('messages.edit')}
            </Button>
          )}
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onDiscard(clientId)}>
            {t('messages.discard')}
          </Button>
        </div>
      )}
    </Bubble>
  )
}
