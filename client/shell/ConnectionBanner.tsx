import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { wake } from '../lib/backoff.ts'
import { useStore } from '../lib/store.ts'
import { type Connection, connection } from '../network/connection.ts'
import { text, useTexts } from '../texts/texts.ts'
import classes from './ConnectionBanner.module.css'

/** In milliseconds: how long a state must last before it is shown. */
const delays = { connecting: 1_000, reconnecting: 2_000, offline: 300, 'catching-up': 700, online: 0 }

/** The state of the live connection in one line, shown only when it is not simply online. */
export function ConnectionBanner() {
  const t = useTexts()
  const now = useStore(connection)
  const shown = useSettled(now.status)
  const seconds = useCountdown(now.retryAt)
  const text = sentence(shown, now, seconds)
  return (
    <div role="status" aria-live="polite" className={classes.region}>
      {text && (
        <div className={classes.banner} data-status={shown}>
          <span className={classes.dot} aria-hidden="true" />
          <span>{text}</span>
          {seconds !== null && (
            <span aria-hidden="true">{seconds > 0 ? t('shell.nextTry', { seconds }) : t('shell.trying')}</span>
          )}
          {(shown === 'reconnecting' || shown === 'connecting') && (
            <Button size="compact-xs" variant="white" onClick={wake}>
              {t('shell.retryNow')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function sentence(shown: Connection['status'], now: Connection, seconds: number | null): string | null {
  switch (shown) {
    case 'online':
      return null
    case 'connecting':
      return text(seconds === null ? 'shell.connecting' : 'shell.notReached')
    case 'reconnecting':
      return text('shell.lost')
    case 'offline':
      return text('shell.offline')
    case 'catching-up':
      return now.caughtUp > 0 ? text('shell.catchingUpWith', { count: now.caughtUp }) : text('shell.catchingUp')
  }
}

/** The state as a person should see it: a worse one only after it has lasted, a good one at once. */
function useSettled(status: Connection['status']): Connection['status'] {
  const [shown, setShown] = useState<Connection['status']>('online')
  useEffect(() => {
    const timer = setTimeout(() => setShown(status), delays[status])
    return () => clearTimeout(timer)
  }, [status])
  return shown
}

function useCountdown(until: number | null): number | null {
  const left = until === null ? null : Math.max(0, Math.ceil((until - Date.now()) / 1000))
  const [, tick] = useState(0)
  useEffect(() => {
    if (until === null) return
    const timer = setInterval(() => tick((count) => count + 1), 500)
    return () => clearInterval(timer)
  }, [until])
  return left
}
