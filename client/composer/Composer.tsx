import { ActionIcon, Textarea } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCheck, IconSend2 } from '@tabler/icons-react'
import { type KeyboardEvent, memo, type RefObject, useCallback, useEffect, useId, useRef, useState } from 'react'
import { EmojiButton } from '../emoji/EmojiButton.tsx'
import type { Attachment } from '../files/attachment.ts'
import { FileButton } from '../files/FileButton.tsx'
import { FileDrop } from '../files/FileDrop.tsx'
import { PendingFiles } from '../files/PendingFiles.tsx'
import type { RoomUploads } from '../files/room-uploads.ts'
import { useMessageFiles } from '../files/useMessageFiles.ts'
import { useStore } from '../lib/store.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Composer.module.css'
import { EditHead, ReplyHead } from './ComposerHead.tsx'
import { completed, completionAt } from './completion.ts'
import type { DraftOfRoom, Reply } from './draft.ts'
import { Suggestions } from './Suggestions.tsx'
import { useSaveEdit } from './useSaveEdit.ts'

/** The server's limit, and from where on the counter is worth showing. */
const limit = 4_000
const countFrom = 3_600

type Props = {
  ref: RefObject<HTMLTextAreaElement | null>
  draft: DraftOfRoom
  roomId: string
  roomName: string
  uploads: RoomUploads
  onSend(text: string, replyTo: Reply | null, attachments: Attachment[]): void
  /** Begins to edit the last own message, if there is one that may be edited. */
  onEditLast(): void
  disabled: boolean
}

/**
 * Where messages are written. Enter sends and Shift+Enter begins a new line; on a touch screen, whose keyboard has no
 * Shift+Enter, Enter begins a new line and the button sends. Unsent text is kept as a draft. It does not watch the room:
 * measuring the text again with every message of others would make typing slow.
 */
export const Composer = memo(function Composer({
  ref,
  draft,
  roomId,
  roomName,
  uploads,
  onSend,
  onEditLast,
  disabled,
}: Props) {
  const t = useTexts()
  const { text: written, replyTo, edit } = useStore(draft.store)
  const text = edit?.text ?? written
  const { problem, busy, save, forget } = useSaveEdit(draft)
  const touch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })
  const length = [...text.trim()].length
  const tooLong = length > limit
  const attached = useMessageFiles(uploads, edit ? null : send)
  const empty = length === 0 && (edit ? !edit.hasFiles : attached.files.length === 0)
  const blocked = empty || tooLong || disabled || busy || (!edit && attached.failed)

  const listId = useId()
  const keys = useRef<((event: KeyboardEvent) => boolean) | null>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const [closedAt, setClosedAt] = useState<number | null>(null)
  const found = caret === null ? null : completionAt(text, caret)
  const completion = found && found.from !== closedAt ? found : null

  function send() {
    if (blocked) return
    setCaret(null)
    if (edit) save()
    else {
      const attachments = attached.takeForSending()
      if (attachments === null) return
      onSend(text.trim(), replyTo, attachments)
      draft.clear()
    }
    ref.current?.focus()
  }

  /** Writes at the caret, which goes behind it. */
  const insert = useCallback(
    (chosen: string, at?: { from: number; to: number }) => {
      const field = ref.current
      if (!field) return
      const range = at ?? { from: field.selectionStart, to: field.selectionEnd }
      const next = completed(field.value, range, chosen)
      draft.write(next.text)
      setCaret(null)
      // The text field has the text when this has been rendered, and a picker has given the focus back.
      requestAnimationFrame(() => {
        field.focus()
        // Whoever types on at once has moved on.
        if (field.value === next.text) field.setSelectionRange(next.caret, next.caret)
      })
    },
    [ref, draft],
  )

  const cancelEdit = () => {
    forget()
    draft.endEdit()
    ref.current?.focus()
  }
  const cancelReply = () => {
    draft.cancelReply()
    ref.current?.focus()
  }
  useFocusOnChange(ref, edit?.id ?? replyTo?.id ?? null)

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes, Enter chooses a word. Safari reports that one as key code 229 only.
    if (event.nativeEvent.isComposing || event.keyCode === 229 || keys.current?.(event)) return
    if (event.key === 'Escape' && edit) cancelEdit()
    else if (event.key === 'Escape' && replyTo) cancelReply()
    else if (event.key === 'ArrowUp' && !edit && text === '' && !event.altKey) {
      event.preventDefault()
      onEditLast()
    } else if (event.key === 'Enter' && !event.shiftKey && (!touch || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    }
  }

  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {completion && (
        <Suggestions
          id={listId}
          completion={completion}
          roomId={roomId}
          keys={keys}
          onActive={setActive}
          onTake={(chosen) => insert(chosen, completion)}
          onClose={() => setClosedAt(completion.from)}
        />
      )}
      {edit ? (
        <EditHead
          draft={draft}
          problem={problem}
          touch={touch}
          onSave={save}
          onSettled={forget}
          onCancel={cancelEdit}
        />
      ) : (
        replyTo && <ReplyHead replyTo={replyTo} onCancel={cancelReply} />
      )}
      {!edit && <PendingFiles files={attached.files} uploads={uploads} willSend={attached.willSend} />}
      {!disabled && <FileDrop text={t('files.drop', { room: roomName })} onFiles={uploads.add} />}
      <div className={classes.box} data-wrong={tooLong} data-editing={edit !== null}>
        <Textarea
          ref={ref}
          className={classes.input}
          variant="unstyled"
          autosize
          minRows={1}
          maxRows={8}
          aria-label={t('composer.messageTo', { room: roomName })}
          placeholder={t('composer.messageTo', { room: roomName })}
          value={text}
          disabled={disabled}
          enterKeyHint={touch ? 'enter' : 'send'}
          aria-invalid={tooLong}
          aria-describedby="composer-limit"
          aria-autocomplete="list"
          aria-controls={active ? listId : undefined}
          aria-activedescendant={active ?? undefined}
          onChange={({ currentTarget }) => {
            draft.write(currentTarget.value)
            setCaret(currentTarget.selectionStart)
            if (!completionAt(currentTarget.value, currentTarget.selectionStart)) setClosedAt(null)
          }}
          onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
            setCaret((before) => (before === null || selectionStart !== selectionEnd ? null : selectionStart))
          }
          onBlur={() => setCaret(null)}
          onKeyDown={onKeyDown}
          onPaste={attached.onPaste}
        />
        {!edit && <FileButton onFiles={uploads.add} disabled={disabled} />}
        <EmojiButton label={t('composer.emoji')} disabled={disabled} onPick={insert} position="top-end" />
        <ActionIcon
          type="submit"
          size={38}
          radius="md"
          aria-label={edit ? t('ui.save') : t('composer.send')}
          disabled={blocked}
        >
          {edit ? <IconCheck size={20} /> : <IconSend2 size={20} />}
        </ActionIcon>
      </div>
      <p id="composer-limit" className={classes.hint} data-wrong={tooLong} aria-live="polite">
        {length >= countFrom ? t(tooLong ? 'composer.tooLong' : 'composer.length', { length, limit }) : ''}
        <span className={classes.keys}>{length < countFrom && !touch && !edit && t('composer.keys')}</span>
      </p>
    </form>
  )
})

/** Brings the focus here, behind the text, when another message is to be answered or edited. */
function useFocusOnChange(ref: RefObject<HTMLTextAreaElement | null>, id: string | null): void {
  const before = useRef(id)
  useEffect(() => {
    const isOther = id !== null && id !== before.current
    before.current = id
    const field = ref.current
    if (!isOther || !field) return
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
  }, [ref, id])
}
