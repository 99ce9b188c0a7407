import { notifications } from '@mantine/notifications'
import { text } from '../texts/texts.ts'

/** In milliseconds. */
const shownFor = 5_000

/** Says in one sentence what has come of something one did. */
export function notice(message: string, kind: 'good' | 'bad' = 'good'): void {
  const closeButtonProps = { 'aria-label': text('ui.dismiss') }
  notifications.show({ message, color: kind === 'good' ? 'lagoon' : 'ember', autoClose: shownFor, closeButtonProps })
}
