import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { useFrame } from './frame.ts'
import classes from './Page.module.css'
import { useTitle } from './useTitle.ts'

type Props = {
  title: string
  /** One line below the title. */
  about?: ReactNode
  actions?: ReactNode
  /** What leads back, above the title. */
  back?: ReactNode
  /** `fill` gives the content the rest of the height and no scrolling; the chat scrolls by itself. */
  layout?: 'column' | 'wide' | 'fill'
  children: ReactNode
}

/** A screen: its heading takes the focus when the agent arrives, so that a screen reader says where one is. */
export function Page({ title, about, actions, back, layout = 'column', children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { key, state } = useLocation()
  const keepsFocus = state?.keepsFocus === true
  const { unread, account } = useFrame()
  useTitle(title, unread)
  const header = useRef<HTMLElement>(null)
  useHeaderBottom(header)
  useEffect(() => {
    // The very first page of a visit leaves the focus where the browser puts it; key is "default" there.
    if (key !== 'default' && !keepsFocus) heading.current?.focus({ preventScroll: true })
  }, [key, keepsFocus])
  return (
    <div className={classes.page} data-layout={layout}>
      <header ref={header} className={classes.header}>
        <div className={classes.heading}>
          {back}
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
          {about && <div className={classes.about}>{about}</div>}
        </div>
        <div className={classes.actions}>
          {actions}
          <div className={classes.account}>{account}</div>
        </div>
      </header>
      <div className={classes.body}>{children}</div>
    </div>
  )
}

/** Keeps `--p-header-bottom` at the lower edge of the header, in pixels: what floats above the page begins there. */
function useHeaderBottom(header: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = header.current
    if (!element) return
    const { style } = document.documentElement
    const measure = () =>
      style.setProperty('--p-header-bottom', `${Math.max(0, element.getBoundingClientRect().bottom)}px`)
    // The page is moved down by a banner above it, which makes it lower, too.
    const resized = new ResizeObserver(measure)
    resized.observe(element)
    if (element.parentElement) resized.observe(element.parentElement)
    return () => resized.disconnect()
  }, [header])
}
