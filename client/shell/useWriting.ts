import { useEffect } from 'react'

/** In pixels: with less height than this an on-screen keyboard is open, or the screen is that small. */
const littleHeight = 560

/**
 * Marks the document with `data-writing` while a text field has the focus and little height is left, for styles that
 * make room then. Keeps `--p-height` at what a keyboard leaves of the page: Safari lets it cover the page instead of
 * making the page shorter.
 */
export function useWriting(): void {
  useEffect(() => {
    const root = document.documentElement
    const { visualViewport } = window
    const look = () => {
      const height = visualViewport && visualViewport.scale <= 1.01 ? visualViewport.height : innerHeight
      root.toggleAttribute('data-writing', height < littleHeight && isTextField(document.activeElement))
      if (height < innerHeight - 1) root.style.setProperty('--p-height', `${height}px`)
      else root.style.removeProperty('--p-height')
    }
    look()
    visualViewport?.addEventListener('resize', look)
    addEventListener('resize', look)
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', look)
    return () => {
      visualViewport?.removeEventListener('resize', look)
      removeEventListener('resize', look)
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', look)
      root.removeAttribute('data-writing')
      root.style.removeProperty('--p-height')
    }
  }, [])
}

const isTextField = (element: Element | null): boolean =>
  element?.matches('textarea, input:not([type=radio], [type=checkbox], [type=button])') ?? false
