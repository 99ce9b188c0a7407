import { UnstyledButton } from '@mantine/core'
import type { TextKey } from '../texts/catalogues.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './EmojiPicker.module.css'

/** The group of what was used last, before those of Unicode, which are numbered from 0. */
export const recentGroup = -1

/** What stands for each group, in their order. */
const signs = ['😀', '👋', '🐻', '🍔', '✈️', '⚽', '💡', '❤️', '🏁']

type Props = {
  /** Null while a search shows emoji of all groups. */
  shown: number | null
  withRecent: boolean
  /** The keys of their names. */
  categories: readonly (TextKey & `emoji.${string}`)[]
  onShow(group: number): void
}

/** The groups of emoji, of which one is shown. */
export function EmojiGroups({ shown, withRecent, categories, onShow }: Props) {
  const t = useTexts()
  const groups = categories.map((title, at) => ({ group: at, title: t(title), sign: signs[at] ?? '' }))
  if (withRecent) groups.unshift({ group: recentGroup, title: t('emoji.usedLast'), sign: '🕘' })
  return (
    <fieldset className={classes.groups} aria-label={t('emoji.groups')}>
      {groups.map(({ group, title, sign }) => (
        <UnstyledButton
          key={group}
          className={classes.group}
          aria-label={title}
          title={title}
          aria-pressed={group === shown}
          onClick={() => onShow(group)}
        >
          {sign}
        </UnstyledButton>
      ))}
    </fieldset>
  )
}
