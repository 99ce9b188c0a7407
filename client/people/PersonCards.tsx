import { Popover } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { usePeople } from './PeopleProvider.tsx'
import classes from './Person.module.css'
import { PersonCard } from './PersonCard.tsx'

/** In milliseconds: how long the pointer or the focus must rest on a name, and how long the card outlives its leaving. */
const restTime = 450
const leaveTime = 250

/** `kept` is whether it was asked for by a click or a key: then it takes the focus and stays until it is closed. */
type Shown = { login: string; element: HTMLElement; kept: boolean }

/**
 * The card of whoever is named: of every element that has `data-person`, a login. One card for all of them, since a long
 * list of names must not carry a card each.
 */
export function PersonCards() {
  const [shown, setShown] = useState<Shown | null>(null)
  const { people } = usePeople()
  const card = useRef<HTMLDivElement>(null)
  const closed = useRef<HTMLElement | null>(null)
  const close = () => {
    closed.current = shown?.element ?? null
    if (card.current?.contains(document.activeElement)) shown?.element.focus()
    setShown(null)
  }
  useRequests(card, closed, shown, setShown)
  if (!shown) return null
  const { left, top, width, height } = shown.element.getBoundingClientRect()
  const name = people?.find(({ login }) => login === shown.login)?.name ?? shown.login
  return (
    <Popover
      key={`${shown.login} ${shown.kept}`}
      opened
      onChange={(opened) => opened || close()}
      onDismiss={close}
      position="bottom-start"
      width={270}
      radius="lg"
      shadow="md"
      trapFocus={shown.kept}
      hideDetached={false}
      // The target is no control: the name is, and says so itself.
      withRoles={false}
    >
      <Popover.Target>
        <span className={classes.anchor} style={{ left, top, width, height }} />
      </Popover.Target>
      <Popover.Dropdown ref={card} role="dialog" aria-label={name} tabIndex={-1}>
        <PersonCard login={shown.login} onGone={close} />
      </Popover.Dropdown>
    </Popover>
  )
}

type Ref = { current: HTMLElement | null }

/** Opens a card when somebody clicks on a name or rests on it, and closes one that was only rested on. */
function useRequests(card: Ref, closed: Ref, shown: Shown | null, show: (next: Shown | null) => void): void {
  const now = useRef(shown)
  now.current = shown
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (work: () => void, time: number) => {
      clearTimeout(timer)
      timer = setTimeout(work, time)
    }
    const onClick = (event: MouseEvent) => {
      const element = named(event.target)
      if (!element) return
      clearTimeout(timer)
      show({ login: loginOf(element), element, kept: true })
    }
    const rest = (target: EventTarget | null) => {
      if (now.current?.kept) return
      const element = named(target)
      if (element && element !== now.current?.element)
        later(() => element.isConnected && show({ login: loginOf(element), element, kept: false }), restTime)
      else if (element || isInside(card.current, target)) clearTimeout(timer)
      else if (now.current) later(() => show(null), leaveTime)
      else clearTimeout(timer)
    }
    const onPointer = (event: PointerEvent) => event.pointerType === 'mouse' && rest(event.target)
    const onFocus = ({ target }: FocusEvent) => {
      // A card that is closed gives the focus back to its name.
      const isBack = named(target) !== null && named(target) === closed.current
      closed.current = null
      if (!isBack && target instanceof Element && target.matches(':focus-visible')) rest(target)
    }
    const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && !now.current?.kept && show(null)
    // The name moves away below the card. One that was asked for stays: a lively room scrolls by itself.
    const onScroll = ({ target }: Event) => {
      clearTimeout(timer)
      if (now.current && !now.current.kept && !isInside(card.current, target)) show(null)
    }
    document.addEventListener('click', onClick)
    document.addEventListener('pointerover', onPointer)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('scroll', onScroll, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('click', onClick)
      document.removeEventListener('pointerover', onPointer)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('scroll', onScroll, { capture: true })
    }
  }, [card, closed, show])
}

const named = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-person]') : null
const loginOf = (element: HTMLElement) => element.dataset.person ?? ''
const isInside = (card: HTMLElement | null, target: EventTarget | null) =>
  target instanceof Node && (card?.contains(target) ?? false)
