import { useEffect, useRef } from 'react'

/** Calls back when a value is another than at the last render; not for the first one. */
export function useOnChange(value: string | number, callback: () => void): void {
  const latest = useRef(callback)
  latest.current = callback
  const seen = useRef(value)
  useEffect(() => {
    if (seen.current === value) return
    seen.current = value
    latest.current()
  }, [value])
}
