import { UnstyledButton } from '@mantine/core'
import classes from './EmojiPicker.module.css'
import { quickEmoji } from './quick-emoji.ts'

/** The six emoji that answer most messages. */
export function QuickRow({ onPick }: { onPick(emoji: string): void }) {
  return (
    <fieldset className={classes.quick} aria-label="Usual reactions">
      {quickEmoji.map(({ emoji, label }) => (
        <UnstyledButton key={emoji} className={classes.emoji} aria-label={label} onClick={() => onPick(emoji)}>
          {emoji}
        </UnstyledButton>
      ))}
    </fieldset>
  )
}
