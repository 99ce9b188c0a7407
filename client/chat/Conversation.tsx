import { type RefObject, useEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'
import { RoomAbout } from '../rooms/RoomAbout.tsx'
import { RoomActions } from '../rooms/RoomActions.tsx'
import { ToRooms } from '../rooms/ToRooms.tsx'
import { useRoomInfo } from '../rooms/useRoomInfo.ts'
import { text, useTexts } from '../texts/texts.ts'
import { notice } from '../ui/notice.ts'
import { Page } from '../ui/Page.tsx'
import { Announcer } from './Announcer.tsx'
import classes from './ChatPage.module.css'
import { MessageList } from './MessageList.tsx'
import { RoomComposer } from './RoomComposer.tsx'
import { useRoom } from './RoomProvider.tsx'

/** A room: its messages and where one writes. With `messageId` it opens around that message. */
export function Conversation({ messageId }: { messageId: string | null }) {
  const t = useTexts()
  const composer = useRef<HTMLTextAreaElement>(null)
  const { list } = useRoom()
  const info = useRoomInfo()
  const name = info?.name ?? t(list.status === 'missing' ? 'chat.noRoom' : 'chat.room')
  const mayWrite = list.status !== 'missing' && info?.membership !== null
  useGoal(messageId)
  useTypeAnywhere(composer)

  return (
    <Page
      title={name}
      about={info && <RoomAbout room={info} />}
      layout="fill"
      back={
        <div className={classes.toRooms}>
          <ToRooms />
        </div>
      }
      actions={info && <RoomActions room={info} />}
    >
      <MessageList roomName={name} room={info} onLeave={() => composer.current?.focus()} />
      {mayWrite && <RoomComposer ref={composer} roomName={name} disabled={info?.archivedAt != null} />}
      <Announcer />
    </Page>
  )
}

/** Shows the message of the address, once for every time that somebody goes there. */
function useGoal(messageId: string | null): void {
  const { room } = useRoom()
  const { key: visit, state } = useLocation()
  const takesFocus = state?.keepsFocus === true
  // Before the log is drawn, so that it begins there.
  useState(() => messageId && room.goal.set({ id: messageId, visit, takesFocus }))
  useEffect(() => {
    if (!messageId) return
    if (room.goal.get()?.visit !== visit) room.goal.set({ id: messageId, visit, takesFocus })
    if (room.live.store.get().status === 'ready')
      room.live.showEntry(messageId).then((isThere) => isThere || notice(text('chat.notFound'), 'bad'))
    return () => room.goal.set(null)
  }, [room, messageId, visit, takesFocus])
}

/** Keys that write something go to the composer, wherever the focus is, unless it is in another field. */
function useTypeAnywhere(composer: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) composer.current?.focus()
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key.length !== 1) return
      const target = event.target instanceof Element ? event.target : null
      // Space presses what has the focus, and scrolls.
      if (
        event.key === ' ' ||
        target?.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')
      )
        return
      composer.current?.focus()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [composer])
}
