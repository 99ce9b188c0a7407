import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useState } from 'react'

/** So many frames without moving are rest. */
const restingFrames = 6
/** So many frames after the command it is over in any case: a reader may scroll all the time. */
const mostFrames = 300

/**
 * Whether the log has come to rest after the last command to scroll; every command is an object of its own. The virtual
 * list goes to an index, and corrects itself while rows are measured: rows that came in above meanwhile would leave it at
 * another message.
 */
export function useAtRest(virtualizer: Virtualizer<HTMLDivElement, Element>, command: object, ready: boolean): boolean {
  const [rested, setRested] = useState<object | null>(null)
  useEffect(() => {
    if (!ready) return
    let still = 0
    let frames = 0
    let before: number | null = null
    const look = () => {
      const now = virtualizer.scrollOffset
      still = now === before ? still + 1 : 0
      before = now
      frames++
      if (still >= restingFrames || frames > mostFrames) setRested(command)
      else frame = requestAnimationFrame(look)
    }
    let frame = requestAnimationFrame(look)
    return () => cancelAnimationFrame(frame)
  }, [virtualizer, command, ready])
  return rested === command
}
