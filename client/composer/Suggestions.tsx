import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useState } from 'react'
import { Avatar } from '../people/Avatar.tsx'
import { useTexts } from '../texts/texts.ts'
import type { Completion, Suggestion } from './completion.ts'
import classes from './Suggestions.module.css'
import { useEmojiSuggestions } from './useEmojiSuggestions.ts'
import { useMentionSuggestions } from './useMentionSuggestions.ts'

type Props = {
  id: string
  completion: Completion
  roomId: string
  /** Keys of the text field come here first; true says that the list has used one. */
  keys: RefObject<((event: KeyboardEvent) => boolean) | null>
  /** The id of the option that Enter would take; null for none. */
  onActive(id: string | null): void
  onTake(insert: string): void
  onClose(): void
}

/** The names that what is being written may become, above the text field, which keeps the focus. */
export function Suggestions(props: Props) {
  return props.completion.kind === 'mention' ? <MentionSuggestions {...props} /> : <EmojiSuggestions {...props} />
}

function MentionSuggestions(props: Props) {
  const t = useTexts()
  return (
    <List
      {...props}
      label={t('composer.people')}
      suggestions={useMentionSuggestions(props.roomId, props.completion.query)}
    />
  )
}

function EmojiSuggestions(props: Props) {
  const t = useTexts()
  return <List {...props} label={t('composer.emoji')} suggestions={useEmojiSuggestions(props.completion.query)} />
}

type ListProps = Props & { label: string; suggestions: readonly Suggestion[] }

function List({ id, completion, keys, onActive, onTake, onClose, label, suggestions }: ListProps) {
  const t = useTexts()
  const { query } = completion
  // Another query begins at its best answer.
  const [chosen, setChosen] = useState({ query, at: 0 })
  const choose = (at: number) => setChosen({ query, at })
  const active = Math.min(chosen.query === query ? chosen.at : 0, suggestions.length - 1)
  const activeId = active >= 0 ? `${id}-${active}` : null

  useLayoutEffect(() => {
    onActive(activeId)
    return () => onActive(null)
  }, [activeId, onActive])

  useLayoutEffect(() => {
    const onKey = ({ key, shiftKey }: KeyboardEvent): boolean => {
      const taken = suggestions[active]
      if (!taken) return false
      if (key === 'Escape') onClose()
      else if (key === 'ArrowDown' || key === 'ArrowUp')
        choose((active + (key === 'ArrowDown' ? 1 : suggestions.length - 1)) % suggestions.length)
      else if ((key === 'Enter' || key === 'Tab') && !shiftKey) onTake(taken.insert)
      else return false
      return true
    }
    keys.current = (event) => {
      const used = onKey(event)
      if (used) event.preventDefault()
      return used
    }
    return () => {
      keys.current = null
    }
  })

  if (suggestions.length === 0) return null
  return (
    <>
      <div id={id} role="listbox" aria-label={label} className={classes.list}>
        {suggestions.map((suggestion, at) => (
          <UnstyledButton
            key={suggestion.insert}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            tabIndex={-1}
            className={classes.option}
            onPointerMove={() => choose(at)}
            // The text field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(suggestion.insert)}
          >
            <Sign suggestion={suggestion} />
            <span className={classes.label}>{suggestion.label}</span>
            <span className={classes.detail}>{suggestion.detail}</span>
          </UnstyledButton>
        ))}
      </div>
      <VisuallyHidden role="status">{t('composer.suggestions', { count: suggestions.length })}</VisuallyHidden>
    </>
  )
}

function Sign({ suggestion: { login, label, sign } }: { suggestion: Suggestion }): ReactNode {
  if (login) return <Avatar login={login} name={label} size={24} />
  return (
    <span className={classes.sign} aria-hidden="true">
      {sign}
    </span>
  )
}
