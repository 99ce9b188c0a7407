import { ActionIcon, Textarea } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconSend2 } from '@tabler/icons-react'
import { type KeyboardEvent, memo, type RefObject } from 'react'
import classes from './Composer.module.css'
import { useDraft } from './useDraft.ts'

/** The server's limit, and from where on the counter is worth showing. */
const limit = 4_000
const countFrom = 3_600

type Props = {
  ref: RefObject<HTMLTextAreaElement | null>
  login: string
  roomId: string
  roomName: string
  onSend(text: string): void
  disabled: boolean
}

/**
 * Where messages are written. Enter sends and Shift+Enter begins a new line; on a touch screen, whose keyboard has no
 * Shift+Enter, Enter begins a new line and the button sends. Unsent text is kept as a draft. It does not watch the room:
 * measuring the text again with every message of others would make typing slow.
 */
export const Composer = memo(function Composer({ ref, login, roomId, roomName, onSend, disabled }: Props) {
  const [text, setText] = useDraft(login, roomId)
  const touch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })
  const length = [...text.trim()].length
  const tooLong = length > limit
  const empty = length === 0

  function send() {
    if (empty || tooLong || disabled) return
    onSend(text.trim())
    setText('')
    ref.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes, Enter chooses a word. Safari reports that one as key code 229 only.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return
    if (touch && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    send()
  }

  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className={classes.box} data-wrong={tooLong}>
        <Textarea
          ref={ref}
          className={classes.input}
          variant="unstyled"
          autosize
          minRows={1}
          maxRows={8}
          aria-label={`Message to ${roomName}`}
          placeholder={`Message to ${roomName}`}
          value={text}
          disabled={disabled}
          enterKeyHint={touch ? 'enter' : 'send'}
          aria-invalid={tooLong}
          aria-describedby="composer-limit"
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <ActionIcon type="submit" size={38} radius="md" aria-label="Send" disabled={empty || tooLong || disabled}>
          <IconSend2 size={20} />
        </ActionIcon>
      </div>
      <p id="composer-limit" className={classes.hint} data-wrong={tooLong} aria-live="polite">
        {length >= countFrom
          ? `${length.toLocaleString('en')} of ${limit.toLocaleString('en')} characters${tooLong ? ': too long to send' : ''}`
          : ''}
        <span className={classes.keys}>
          {length < countFrom && !touch && 'Enter sends · Shift+Enter for a new line'}
        </span>
      </p>
    </form>
  )
})
