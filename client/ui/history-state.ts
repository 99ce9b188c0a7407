import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useLocation, useNavigationType } from 'react-router'

/** What entries of the browser's history looked like when they were left, by entry and name, for as long as this page is open. */
const entries = new Map<string, unknown>()

/** State that belongs to the entry of the browser's history: going back to the entry finds it as it was. */
export function useHistoryState<T>(name: string, initial: T): [T, (change: (before: T) => T) => void] {
  const { key } = useLocation()
  const entry = useRef(key)
  entry.current = key
  const [value, setValue] = useState(() => (entries.get(`${key} ${name}`) as T | undefined) ?? initial)
  const change = (how: (before: T) => T) =>
    setValue((before) => {
      const next = how(before)
      entries.set(`${entry.current} ${name}`, next)
      return next
    })
  return [value, change]
}

/** In milliseconds: content that has not come after this long is not scrolled to any more. */
const restoreTimeout = 5_000

/** Scrolls the element to where it was when the agent goes back, and to the top when she opens a screen. */
export function useScrollRestoration(scroller: RefObject<HTMLElement | null>): void {
  const { key, pathname } = useLocation()
  const type = useNavigationType()
  const entry = useRef(key)
  const path = useRef(pathname)

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const save = () => entries.set(`${entry.current} scroll`, element.scrollTop)
    element.addEventListener('scroll', save, { passive: true })
    return () => element.removeEventListener('scroll', save)
  }, [scroller])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || entry.current === key) return
    entry.current = key
    const isSameScreen = type === 'REPLACE' && path.current === pathname
    path.current = pathname
    if (isSameScreen) return
    const to = type === 'POP' ? ((entries.get(`${key} scroll`) as number | undefined) ?? 0) : 0
    return scrollWhenPossible(element, to)
  }, [key, pathname, type, scroller])
}

/** The content may have to be loaded first: until it is there, or the agent scrolls herself, it is tried again. */
function scrollWhenPossible(element: HTMLElement, to: number): () => void {
  const deadline = Date.now() + restoreTimeout
  let frame = 0
  const stop = () => {
    cancelAnimationFrame(frame)
    for (const event of ['wheel', 'pointerdown', 'keydown']) removeEventListener(event, stop)
  }
  const step = () => {
    element.scrollTop = to
    if (Math.abs(element.scrollTop - to) <= 1 || Date.now() > deadline) stop()
    else frame = requestAnimationFrame(step)
  }
  for (const event of ['wheel', 'pointerdown', 'keydown']) addEventListener(event, stop, { passive: true })
  step()
  return stop
}

/**
 * The state that a navigation left for this screen. The history entry forgets it, so that loading the page again does not
 * find it; the screen has it until the next navigation.
 */
export function useStateOnce<T>(): T | null {
  const { state } = useLocation()
  useEffect(() => {
    if (state) history.replaceState({ ...history.state, usr: null }, '')
  }, [state])
  return state
}
