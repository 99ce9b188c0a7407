import { type RefObject, useEffect } from 'react'
import { createStore } from '../lib/store.ts'

/** How many parts of the screen show the newest notifications right now. What they show needs no toast. */
const shownIn = createStore(0)

export const isNewsInSight = (): boolean => shownIn.get() > 0 && !document.hidden

/** In pixels: so much of the list must be in sight below its heading. */
const roomBelow = 80

/** Counts a part of the screen as showing the newest notifications while its heading is in sight. */
export function useNewsInSight(heading: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = heading.current
    if (!element) return
    let counted = false
    const count = (inSight: boolean) => {
      if (inSight === counted) return
      counted = inSight
      shownIn.set(shownIn.get() + (inSight ? 1 : -1))
    }
    const watching = new IntersectionObserver(([entry]) => count(entry?.isIntersecting ?? false), {
      rootMargin: `0px 0px -${roomBelow}px 0px`,
    })
    watching.observe(element)
    return () => {
      watching.disconnect()
      count(false)
    }
  }, [heading])
}
