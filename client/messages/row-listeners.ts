import { clearActiveRows, setActiveRows } from './active-rows.ts'
import { type ActionsMessage, messageDialog } from './message-dialogs.ts'

/** In milliseconds: a finger that rests this long opens the actions of the message. Browsers wait 500 for their own. */
const longPress = 520
/** In milliseconds without scrolling: rows that fly past below the mouse show no actions, which would cost frames. */
const scrollRest = 120
/** In pixels: a finger that moves farther is scrolling. */
const still = 10

const ownControls = 'a, button, input, textarea, [role=toolbar]'

type Listening = {
  log: HTMLElement
  /** Null for a row that the server does not have yet, or whose message is deleted. */
  messageOf(id: string): ActionsMessage | null
}

/** Shows the actions of the row that the mouse is on, that was touched, or that has the focus. */
export function listenToRows({ log, messageOf }: Listening): () => void {
  const stop = new AbortController()
  const { signal } = stop
  let pressed: { x: number; y: number; timer: ReturnType<typeof setTimeout> } | null = null
  let opened = false
  const release = () => {
    if (pressed) clearTimeout(pressed.timer)
    pressed = null
  }

  let scrolling: ReturnType<typeof setTimeout> | undefined
  let below: string | null = null
  const point = ({ pointerType, type, target }: PointerEvent) => {
    if (pointerType !== 'mouse') return
    below = type === 'pointerover' ? rowOf(target) : null
    if (scrolling === undefined) setActiveRows({ pointed: below })
  }
  for (const move of ['pointerover', 'pointerleave'] as const) log.addEventListener(move, point, { signal })
  const onScroll = () => {
    clearTimeout(scrolling)
    scrolling = setTimeout(() => {
      scrolling = undefined
      if (below !== null) setActiveRows({ pointed: below })
    }, scrollRest)
  }
  log.addEventListener('scroll', onScroll, { signal, passive: true })
  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof Element)) return
      // Whoever clicks points at the row already; the focus stays behind when the mouse goes on.
      if (log.contains(target)) setActiveRows({ focused: target.matches(':focus-visible') ? rowOf(target) : null })
      // A menu of the row gives the focus back to the row.
      else if (!target.closest('[role=menu], [role=dialog]')) setActiveRows({ focused: null, pointed: null })
    },
    { signal },
  )
  log.addEventListener('focusout', ({ relatedTarget }) => relatedTarget ?? setActiveRows({ focused: null }), { signal })

  log.addEventListener(
    'pointerdown',
    ({ pointerType, target, clientX, clientY }) => {
      opened = false
      release()
      const id = rowOf(target)
      if (pointerType !== 'touch' || id === null || isControl(target)) return
      const timer = setTimeout(() => {
        const message = messageOf(id)
        opened = message !== null
        if (message) messageDialog.set({ kind: 'actions', message })
      }, longPress)
      pressed = { x: clientX, y: clientY, timer }
    },
    { signal },
  )
  log.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      if (pressed && Math.hypot(clientX - pressed.x, clientY - pressed.y) > still) release()
    },
    { signal },
  )
  for (const end of ['pointerup', 'pointercancel'] as const) log.addEventListener(end, release, { signal })
  // The finger that has opened the sheet must not press what is below it now.
  log.addEventListener('touchend', (event) => opened && event.cancelable && event.preventDefault(), { signal })
  log.addEventListener(
    'click',
    (event) => {
      if ('pointerType' in event && event.pointerType === 'touch' && !isControl(event.target))
        setActiveRows({ pointed: rowOf(event.target) })
    },
    { signal },
  )
  return () => {
    release()
    clearTimeout(scrolling)
    stop.abort()
    clearActiveRows()
  }
}

const rowOf = (target: EventTarget | null): string | null =>
  (target instanceof Element && target.closest<HTMLElement>('[data-row]')?.dataset.row) || null

const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(ownControls) !== null
