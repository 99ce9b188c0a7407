import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useTexts } from '../texts/texts.ts'
import classes from './PreferencesPage.module.css'

const schemes = [
  { value: 'light', label: 'preferences.light' },
  { value: 'dark', label: 'preferences.dark' },
  { value: 'auto', label: 'preferences.asDevice' },
] as const

/** How the app looks in this browser. */
export function Appearance() {
  const t = useTexts()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      className={classes.choice}
      aria-label={t('preferences.appearance')}
      data={schemes.map(({ value, label }) => ({ value, label: t(label) }))}
      value={colorScheme}
      onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
    />
  )
}
