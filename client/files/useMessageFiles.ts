import { type ClipboardEvent, useEffect, useState } from 'react'
import { useStore } from '../lib/store.ts'
import type { Attachment } from './attachment.ts'
import type { PendingFile, RoomUploads } from './room-uploads.ts'

export type MessageFiles = {
  files: readonly PendingFile[]
  /** Sending waits for the files, and goes on by itself. */
  willSend: boolean
  /** Whether something stands in the way of sending now, other than time. */
  failed: boolean
  /** The files, once all are there; null while that has to be waited for, after which `send` is called again. */
  takeForSending(): Attachment[] | null
  onPaste(event: ClipboardEvent): void
}

/** The files that go with the message that is being written. `send` sends it, and is null while something else is written. */
export function useMessageFiles(uploads: RoomUploads, send: (() => void) | null): MessageFiles {
  const files = useStore(uploads.store)
  const [willSend, setWillSend] = useState(false)
  const failed = files.some(({ state }) => state === 'failed')
  const waiting = files.some(({ state }) => state === 'waiting' || state === 'uploading')

  useEffect(() => {
    if (!willSend || !send || (waiting && !failed)) return
    setWillSend(false)
    if (!failed && files.length > 0) send()
  })

  return {
    files,
    willSend,
    failed,
    takeForSending() {
      if (failed) return null
      if (!waiting) return uploads.take()
      setWillSend(true)
      return null
    },
    onPaste(event) {
      const pasted = [...event.clipboardData.files]
      // A copied table comes as text and as an image of it: the text is meant.
      if (pasted.length === 0 || event.clipboardData.types.includes('text/plain')) return
      event.preventDefault()
      uploads.add(pasted)
    },
  }
}
