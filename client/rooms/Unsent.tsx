import { Button } from '@mantine/core'
import { useChat } from '../chat/ChatProvider.tsx'
import { useOpenRoom } from '../chat/RoomProvider.tsx'
import { copyText } from '../lib/clipboard.ts'
import { useStore } from '../lib/store.ts'
import { useTexts } from '../texts/texts.ts'
import { notice } from '../ui/notice.ts'
import classes from './Unsent.module.css'

/** What the agent wrote in a room that no longer takes it: hers to copy, since the messages are not shown. */
export function Unsent() {
  const t = useTexts()
  const room = useOpenRoom()
  const { sender } = useChat()
  const unsent = useStore(sender.store).filter(({ roomId, state }) => roomId === room.id && state !== 'sent')
  if (unsent.length === 0) return null
  const copy = async (text: string) =>
    (await copyText(text)) ? notice(t('messages.textCopied')) : notice(t('messages.notCopied'), 'bad')
  return (
    <section aria-label={t('rooms.unsent')} className={classes.unsent}>
      <h2 className={classes.heading}>{t('rooms.unsent')}</h2>
      {unsent.map(({ clientId, text }) => (
        <div key={clientId} className={classes.message}>
          <div dir="auto" className={classes.text}>
            {text}
          </div>
          <Button size="xs" variant="light" onClick={() => copy(text)}>
            {t('messages.copyText')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => sender.discard(clientId)}>
            {t('messages.discard')}
          </Button>
        </div>
      ))}
    </section>
  )
}
