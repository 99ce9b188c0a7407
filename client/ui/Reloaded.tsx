import { useEffect, useState } from 'react'
import { useTexts } from '../texts/texts.ts'
import classes from './Reloaded.module.css'

/** Milliseconds for which it is shown. */
const shownFor = 12_000

/**
 * One line that says that a list was read afresh because its cursor had expired. Give it the count of reloads as its
 * key: each one shows it again.
 */
export function Reloaded() {
  const t = useTexts()
  const [shown, setShown] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setShown(false), shownFor)
    return () => clearTimeout(timer)
  }, [])
  return shown && <p className={classes.reloaded}>{t('ui.reloaded')}</p>
}
