import { UnstyledButton } from '@mantine/core'
import { useTexts } from '../texts/texts.ts'
import classes from './EmojiPicker.module.css'
import { quickEmoji } from './quick-emoji.ts'

/** The six emoji that answer most messages. */
export function QuickRow({ onPick }: { onPick(emoji: string): void }) {
  const t = useTexts()
  return (
    <fieldset className={classes.quick} aria-label={t('emoji.usual')}>
      {quickEmoji.map(({ emoji, label }) => (
        <UnstyledButton key={emoji} className={classes.emoji} aria-label={t(label)} onClick={() => onPick(emoji)}>
          {emoji}
        </UnstyledButton>
      ))}
    </fieldset>
  )
}
