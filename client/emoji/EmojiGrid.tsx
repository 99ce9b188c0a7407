import { memo, useEffect, useRef } from 'react'
import { useTexts } from '../texts/texts.ts'
import classes from './EmojiPicker.module.css'
import type { Emoji } from './emoji-data.ts'

type Props = {
  id: string
  emoji: readonly Emoji[]
  /** Which of them Enter would take. */
  active: number
  onActive(at: number): void
  onPick(emoji: string): void
}

/** Emoji to choose from. The focus stays where the search is written. */
export function EmojiGrid({ id, emoji, active, onActive, onPick }: Props) {
  const t = useTexts()
  const list = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  const handlers = useRef({ onActive, onPick: (each: string) => pick.current(each) }).current
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('composer.emoji')} className={classes.grid} tabIndex={-1}>
      {emoji.map((each, at) => (
        <Option key={each.emoji} id={`${id}-${at}`} at={at} emoji={each} isActive={at === active} {...handlers} />
      ))}
    </div>
  )
}

type OptionProps = {
  id: string
  at: number
  emoji: Emoji
  isActive: boolean
  onActive(at: number): void
  onPick(emoji: string): void
}

const Option = memo(function Option({ id, at, emoji: { emoji, label }, isActive, onActive, onPick }: OptionProps) {
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-label={label}
      title={label}
      className={classes.emoji}
      onPointerEnter={() => onActive(at)}
      onClick={() => onPick(emoji)}
    >
      {emoji}
    </button>
  )
})
