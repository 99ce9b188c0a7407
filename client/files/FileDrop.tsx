import { useEffect, useRef, useState } from 'react'
import classes from './FileDrop.module.css'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files that are dropped anywhere on the page, and says so while they are above it. */
export function FileDrop({ text, onFiles }: { text: string; onFiles(files: File[]): void }) {
  const [isOver, setIsOver] = useState(false)
  const take = useRef(onFiles)
  take.current = onFiles
  useEffect(() => {
    // The pointer enters one element before it leaves the last.
    let entered = 0
    const listening = new AbortController()
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', react: (event: DragEvent) => void) => {
      const listener = (event: DragEvent) => {
        if (hasFiles(event)) react(event)
      }
      document.addEventListener(type, listener, { signal: listening.signal })
    }
    on('dragenter', (event) => {
      event.preventDefault()
      entered++
      setIsOver(true)
    })
    on('dragover', (event) => event.preventDefault())
    on('dragleave', () => {
      entered--
      if (entered <= 0) setIsOver(false)
    })
    on('drop', (event) => {
      event.preventDefault()
      entered = 0
      setIsOver(false)
      // A folder comes as an entry without content; it is left out.
      const entries = [...(event.dataTransfer?.items ?? [])]
      take.current(entries.flatMap((item) => (item.webkitGetAsEntry()?.isDirectory ? [] : (item.getAsFile() ?? []))))
    })
    return () => listening.abort()
  }, [])
  return isOver ? <div className={classes.drop}>{text}</div> : null
}
