import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'

/** In milliseconds: what is typed within this is one search. */
const pause = 250

/**
 * A text that is searched for as one types. It stands in the address as the parameter `name`, so that it can be kept and
 * gone back to. Returns the text of the field, how to change it, and what is to be searched for.
 */
export function useSearchParam(name: string): [text: string, setText: (text: string) => void, search: string] {
  const [params, setParams] = useSearchParams()
  const inAddress = params.get(name) ?? ''
  const [text, setText] = useState(inAddress)
  const [search] = useDebouncedValue(text.trim(), pause)
  const latest = useRef(inAddress)
  useEffect(() => {
    // An address that is right already must stay the same entry of the history, or going back to it would find nothing.
    if (search === latest.current) return
    latest.current = search
    // Not the parameters of the last rendering, which another change may have left behind already.
    const next = new URLSearchParams(window.location.search)
    if (search) next.set(name, search)
    else next.delete(name)
    // The field keeps the focus, which a new screen would take.
    setParams(next, { replace: true, state: { keepsFocus: true } })
  }, [name, search, setParams])
  useEffect(() => {
    // A link or the browser's buttons have led to another search.
    if (inAddress === latest.current) return
    latest.current = inAddress
    setText(inAddress)
  }, [inAddress])
  return [text, setText, search]
}
