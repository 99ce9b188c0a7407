import { UnstyledButton } from '@mantine/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { MessageBody } from '../text/MessageBody.tsx'
import { useTexts } from '../texts/texts.ts'
import classes from './MessageText.module.css'

/** A text that is shorter than this and has fewer line breaks stays below twelve lines on every screen. */
const fewCharacters = 300
const fewBreaks = 11

/** Texts shown whole: a row that leaves the document while scrolling looks the same when it comes back. */
const opened = new Set<string>()

/** The text of a message. Its direction is its own, so it cannot reorder what stands around it. */
export function MessageText({ text }: { text: string }) {
  const mayBeLong = text.length > fewCharacters || text.split('\n').length > fewBreaks
  if (mayBeLong) return <LongText text={text} />
  return (
    <div className={classes.text} dir="auto">
      <MessageBody text={text} />
    </div>
  )
}

/** Shows twelve lines until the reader asks for more. Assistive technology always has the whole text. */
function LongText({ text }: { text: string }) {
  const t = useTexts()
  const element = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(opened.has(text))
  const [isCut, setIsCut] = useState(false)

  useLayoutEffect(() => {
    const shown = element.current
    if (!shown || open) return
    const measure = () => setIsCut(shown.scrollHeight > shown.clientHeight + 1)
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(shown)
    return () => resized.disconnect()
  }, [open])

  function toggle(next: boolean) {
    if (next) opened.add(text)
    else opened.delete(text)
    setOpen(next)
  }

  useEffect(() => {
    const shown = element.current
    if (!shown || !isCut || open) return
    // A link below the fold that takes the focus must be seen.
    const unfold = () => {
      opened.add(text)
      setOpen(true)
    }
    shown.addEventListener('focusin', unfold)
    return () => shown.removeEventListener('focusin', unfold)
  }, [isCut, open, text])

  return (
    <>
      <div ref={element} className={classes.text} data-folded={!open} data-cut={isCut && !open} dir="auto">
        <MessageBody text={text} />
      </div>
      {isCut && (
        <UnstyledButton className={classes.fold} aria-expanded={open} onClick={() => toggle(!open)}>
          {open ? t('messages.showLess') : t('messages.showWhole')}
        </UnstyledButton>
      )}
    </>
  )
}
