import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { createStore, useStore } from '../lib/store.ts'
import { useMe } from '../session/useMe.ts'
import { placeAt, rememberPlace } from './recent-places.ts'
import { Shortcuts } from './Shortcuts.tsx'
import { Switcher } from './Switcher.tsx'

/** Which of the dialogs is open that every screen has. */
const dialog = createStore<'switcher' | 'shortcuts' | null>(null)

export const showShortcuts = (): void => dialog.set('shortcuts')

const close = () => dialog.set(null)

/** Ctrl+K goes anywhere, Ctrl+/ shows what else can be done by keys. Remembers where the agent has been. */
export function Going() {
  const login = useMe()?.login ?? ''
  const { pathname } = useLocation()
  const opened = useStore(dialog)
  useEffect(() => {
    const place = placeAt(pathname)
    if (place && login) rememberPlace(login, place)
  }, [login, pathname])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      // Some keyboards have the slash above a digit: with Shift it is the same key.
      const asked = event.key === '/' ? 'shortcuts' : event.key === 'k' ? 'switcher' : null
      if (!asked) return
      event.preventDefault()
      dialog.set(dialog.get() === asked ? null : asked)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      close()
    }
  }, [])
  return (
    <>
      <Switcher opened={opened === 'switcher'} onClose={close} />
      <Shortcuts opened={opened === 'shortcuts'} onClose={close} />
    </>
  )
}
