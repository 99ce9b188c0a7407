import { useEffect } from 'react'

/** The parts of the screen, in the order in which F6 goes through them. */
const regions = 'nav, [role="log"], form:has(textarea), aside'
const focusable = 'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

/** F6 leads to the next part of the screen, as in a browser, and with Shift to the one before. */
export function useRegionKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.altKey || document.querySelector('[role="dialog"]')) return
      const all = [...document.querySelectorAll<HTMLElement>(regions)].filter((region) => region.checkVisibility())
      const at = all.findIndex((region) => region.contains(document.activeElement))
      const step = event.shiftKey ? -1 : 1
      const order = all.map((_, i) => all.at((Math.max(at, step > 0 ? -1 : 0) + step * (i + 1)) % all.length))
      if (order.some((region) => region && takesFocus(region))) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Whether something in a region has the focus now. */
function takesFocus(region: HTMLElement): boolean {
  const inside = [...region.querySelectorAll<HTMLElement>(focusable)]
  const target = region.matches('[tabindex]')
    ? region
    : (inside.find((each) => each.matches('textarea')) ?? inside.find((each) => each.checkVisibility()))
  target?.focus()
  return target !== undefined && document.activeElement === target
}
