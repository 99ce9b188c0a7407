import { type RefObject, useCallback } from 'react'
import { TypingLine } from '../attention/TypingLine.tsx'
import { useTypingSignal } from '../attention/useTypingSignal.ts'
import { Composer } from '../composer/Composer.tsx'
import type { Reply } from '../composer/draft.ts'
import type { Attachment } from '../files/attachment.ts'
import { readFragment } from '../gql/index.ts'
import { MessageActions_message } from '../messages/message-dialogs.ts'
import { rightsOn } from '../messages/rights.ts'
import classes from './ChatPage.module.css'
import { useChat } from './ChatProvider.tsx'
import { useOpenRoom } from './RoomProvider.tsx'

type Props = { ref: RefObject<HTMLTextAreaElement | null>; roomName: string; disabled: boolean }

/** Where one writes to the room that is looked at. */
export function RoomComposer({ ref, roomName, disabled }: Props) {
  const { sender, uploads, me } = useChat()
  const room = useOpenRoom()
  const typing = useTypingSignal(room.id, ref)

  const send = useCallback(
    (text: string, replyTo: Reply | null, attachments: Attachment[]) => {
      // What one writes stands at the end, which may not be loaded.
      if (room.live.store.get().hasNewer) {
        room.goal.set(null)
        room.place.current = null
        room.live.showNewest()
      }
      typing.finish()
      sender.send(room.id, text, { replyTo, attachments })
    },
    [room, sender, typing],
  )
  const editLast = useCallback(() => {
    // The last one is on its way: there is no id yet by which it could be edited.
    if (sender.store.get().some(({ roomId }) => roomId === room.id)) return
    const { edges } = room.live.store.get()
    const last = edges.findLast(({ node }) => node.author.login === me.login && !node.deletedAt)
    if (!last) return
    const { id, text, version, author, editableUntil, attachments } = readFragment(MessageActions_message, last.node)
    const viewer = { login: me.login, role: me.role, inRoom: null }
    if (!rightsOn({ author, editableUntil }, viewer, Date.now()).edit) return
    room.draft.beginEdit({ id, text, version, hasFiles: attachments.length > 0 })
  }, [room, me, sender])

  return (
    <div className={classes.writing}>
      <TypingLine />
      <Composer
        ref={ref}
        draft={room.draft}
        roomId={room.id}
        roomName={roomName}
        uploads={uploads.of(room.id)}
        onSend={send}
        onEditLast={editLast}
        disabled={disabled}
      />
    </div>
  )
}
