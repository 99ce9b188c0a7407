import { UnstyledButton } from '@mantine/core'
import classes from './EmojiPicker.module.css'

/** The group of what was used last, before those of Unicode, which are numbered from 0. */
export const recentGroup = -1

/** What stands for each group, in their order. */
const signs = ['😀', '👋', '🐻', '🍔', '✈️', '⚽', '💡', '❤️', '🏁']

type Props = {
  /** Null while a search shows emoji of all groups. */
  shown: number | null
  withRecent: boolean
  categories: readonly string[]
  onShow(group: number): void
}

/** The groups of emoji, of which one is shown. */
export function EmojiGroups({ shown, withRecent, categories, onShow }: Props) {
  const groups = categories.map((title, at) => ({ group: at, title, sign: signs[at] ?? title }))
  if (withRecent) groups.unshift({ group: recentGroup, title: 'Used last', sign: '🕘' })
  return (
    <fieldset className={classes.groups} aria-label="Groups of emoji">
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
