import { CloseButton, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTexts } from '../texts/texts.ts'
import classes from './SidePanel.module.css'

/** The slot at the right of the shell, and how a screen takes it: the returned function gives it back. */
type Slot = { element: HTMLElement | null; take(): () => void }

const Context = createContext<Slot>({ element: null, take: () => () => {} })

/** For the shell: `ref` is for the element of the slot, `slot` for the provider; `isTaken` while a screen shows something there. */
export function useSideSlot() {
  const [element, ref] = useState<HTMLElement | null>(null)
  const [takers, setTakers] = useState(0)
  const slot = useMemo<Slot>(
    () => ({
      element,
      take() {
        setTakers((count) => count + 1)
        return () => setTakers((count) => count - 1)
      },
    }),
    [element],
  )
  return { ref, slot, isTaken: takers > 0 }
}

export const SideSlotProvider = Context.Provider

type Props = { title: string; opened: boolean; onClose(): void; children: ReactNode }

/** Whether there is room beside the screen. */
export const useIsWide = (): boolean =>
  useMediaQuery('(min-width: 1024px)', true, { getInitialValueInEffect: false }) ?? true

/** What a screen shows beside itself: at the right where there is room, a sheet from below on a phone. */
export function SidePanel({ title, opened, onClose, children }: Props) {
  const t = useTexts()
  const wide = useIsWide()
  const narrow = useMediaQuery('(max-width: 767.98px)', false, { getInitialValueInEffect: false })
  const { element, take } = useContext(Context)
  const besides = opened && wide
  useEffect(() => (besides ? take() : undefined), [besides, take])
  if (wide)
    return opened && element
      ? createPortal(
          <aside className={classes.panel} aria-label={title}>
            <header className={classes.header}>
              <h2 className={classes.title}>{title}</h2>
              <CloseButton aria-label={t('ui.close')} onClick={onClose} />
            </header>
            {children}
          </aside>,
          element,
        )
      : null
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position={narrow ? 'bottom' : 'right'}
      title={title}
      size={narrow ? 'auto' : 'sm'}
      classNames={narrow ? { content: classes.sheet } : {}}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {children}
    </Drawer>
  )
}
