import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { useChat } from '../chat/ChatProvider.tsx'
import { hasDraft } from '../composer/draft.ts'
import { inOrder, isUnread, sectionsOf } from './room-sections.ts'

/** Alt with an arrow key goes to the room above or below in the sidebar, and with Shift to the next unread one. */
export function useRoomKeys(current: string): void {
  const { me, rooms } = useChat()
  const navigate = useNavigate()
  const move = useRef((_step: number, _onlyUnread: boolean) => {})
  move.current = (step, onlyUnread) => {
    const all = inOrder(sectionsOf(rooms ?? [], (id) => id !== current && hasDraft(me.login, id)))
    const listed = all.filter((room) => !onlyUnread || room.id === current || isUnread(room))
    const at = listed.findIndex(({ id }) => id === current)
    const next = listed.at((at + step) % listed.length)
    if (next && next.id !== current) navigate(`/chat/${next.id}`)
  }
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
      event.preventDefault()
      move.current(event.key === 'ArrowDown' ? 1 : -1, event.shiftKey)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
