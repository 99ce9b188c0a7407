import { ActionIcon, type FloatingPosition, Popover } from '@mantine/core'
import { IconMoodPlus } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './EmojiPicker.module.css'
import { EmojiPicker } from './EmojiPicker.tsx'
import { QuickRow } from './QuickRow.tsx'

type Props = {
  label: string
  position: FloatingPosition
  disabled?: boolean
  /** Offers the usual reactions above all others. */
  withQuickRow?: boolean
  /** In pixels. */
  size?: number
  onPick(emoji: string): void
  onOpenChange?(opened: boolean): void
}

/** A button that opens all emoji and closes them when one has been picked. */
export function EmojiButton({ label, position, disabled, withQuickRow, size = 38, onPick, onOpenChange }: Props) {
  const [opened, setOpened] = useState(false)
  const open = (next: boolean) => {
    setOpened(next)
    onOpenChange?.(next)
  }
  const pick = (emoji: string) => {
    open(false)
    onPick(emoji)
  }
  return (
    <Popover opened={opened} onChange={open} position={position} radius="lg" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={size}
          radius="md"
          aria-label={label}
          title={label}
          disabled={disabled}
          onClick={() => open(!opened)}
        >
          <IconMoodPlus size={size * 0.53} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={label}>
        {withQuickRow && <QuickRow onPick={pick} />}
        <EmojiPicker onPick={pick} />
      </Popover.Dropdown>
    </Popover>
  )
}
