import { Button } from '@mantine/core'
import type { Pending } from '../composer/outbox.ts'
import type { Me } from '../session/grant.ts'
import classes from './Bubble.module.css'
import { Bubble } from './Bubble.tsx'

type Props = {
  pending: Pending
  me: Me
  head: boolean
  onRetry(clientId: string): void
  onDiscard(clientId: string): void
}

/** An own message on its way. It shows a time only when the server has it. */
export function PendingRow({ pending, me, head, onRetry, onDiscard }: Props) {
  const { clientId, text, state, sentAt, reason } = pending
  return (
    <Bubble author={me} text={text} sentAt={sentAt} head={head} mine state={state}>
      {state === 'failed' && (
        <div className={classes.failed} role="alert">
          <span>Not sent: {reason}</span>
          <Button size="compact-xs" variant="light" color="ember" onClick={() => onRetry(clientId)}>
            Send again
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onDiscard(clientId)}>
            Discard
          </Button>
        </div>
      )}
    </Bubble>
  )
}
