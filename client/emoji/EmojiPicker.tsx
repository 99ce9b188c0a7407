import { Button, Skeleton, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { useMe } from '../session/useMe.ts'
import { language, useTexts } from '../texts/texts.ts'
import { EmojiGrid } from './EmojiGrid.tsx'
import { EmojiGroups, recentGroup } from './EmojiGroups.tsx'
import classes from './EmojiPicker.module.css'
import type { Emoji } from './emoji-data.ts'
import { searchEmoji } from './emoji-search.ts'
import { stepIn } from './grid-step.ts'
import { loadRecent, saveRecent } from './recent-emoji.ts'
import { loadEmoji, useEmoji } from './useEmoji.ts'

/** Fits the screen without scrolling far. */
const mostFound = 63

/**
 * All emoji: those used last, by group, and by search. The search field keeps the focus; arrow keys move through what is
 * shown and Enter takes it.
 */
export function EmojiPicker({ onPick }: { onPick(emoji: string): void }) {
  const t = useTexts()
  const { status, data } = useEmoji()
  const login = useMe()?.login ?? ''
  const listId = useId()
  const touch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })
  const recent = useMemo(() => loadRecent(localStorage, login), [login])
  const [query, setQuery] = useState('')
  const [group, setGroup] = useState(recent.length > 0 ? recentGroup : 0)
  const [active, setActive] = useState(0)

  const shown = useMemo((): readonly Emoji[] => {
    if (!data) return []
    if (query.trim()) return searchEmoji(data.emoji, query, mostFound)
    if (group !== recentGroup) return data.emoji.filter(({ category }) => category === group)
    const known = new Map(data.emoji.map((each) => [each.emoji, each]))
    return recent.flatMap((emoji) => known.get(emoji) ?? [])
  }, [data, query, group, recent])
  const chosen = shown[active]

  function pick(emoji: string) {
    saveRecent(localStorage, login, emoji)
    onPick(emoji)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      return pick(chosen.emoji)
    }
    const { selectionStart, value } = event.currentTarget
    // In the middle of the text the arrows to the sides are the text's.
    if (event.key === 'ArrowRight' && selectionStart !== value.length) return
    if (event.key === 'ArrowLeft' && active === 0) return
    const next = stepIn(active, event.key, shown.length)
    if (next === null) return
    event.preventDefault()
    setActive(next)
  }

  if (status === 'failed')
    return (
      <div className={classes.picker} role="alert">
        {t('emoji.notLoaded')}{' '}
        <Button size="compact-sm" variant="light" onClick={() => loadEmoji(language())}>
          {t('ui.tryAgain')}
        </Button>
      </div>
    )
  return (
    // On a touch screen the focus in the field would open the keyboard over the emoji.
    <div className={classes.picker} tabIndex={-1} data-autofocus={touch || undefined}>
      <TextInput
        type="search"
        aria-label={t('emoji.find')}
        placeholder={t('emoji.find')}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={chosen && `${listId}-${active}`}
        data-autofocus={touch ? undefined : true}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <EmojiGroups
        shown={query.trim() ? null : group}
        withRecent={recent.length > 0}
        categories={data?.categories ?? []}
        onShow={(next) => {
          setQuery('')
          setGroup(next)
          setActive(0)
        }}
      />
      {data ? (
        <EmojiGrid id={listId} emoji={shown} active={active} onActive={setActive} onPick={pick} />
      ) : (
        <Skeleton className={classes.grid} role="status" aria-label={t('emoji.loading')} />
      )}
      <p className={classes.name}>{chosen ? `${chosen.emoji} :${chosen.names[0]}:` : data && t('emoji.nothing')}</p>
    </div>
  )
}
