import { SegmentedControl } from '@mantine/core'
import { useStore } from '../lib/store.ts'
import { isLanguage, languageList, languages } from '../texts/catalogues.ts'
import { chooseLanguage, chosenLanguage } from '../texts/language.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './PreferencesPage.module.css'
import { languageCodes } from './preferences.ts'
import { useChange } from './useChange.ts'

/** The language of the app, on all devices, or that of each browser. It is shown before the server knows. */
export function LanguageChoice() {
  const t = useTexts()
  const chosen = useStore(chosenLanguage)
  const change = useChange()
  const choices = [
    { value: 'browser', label: t('preferences.asBrowser') },
    ...languageList.map((value) => ({ value, label: languages[value].name })),
  ]
  return (
    <SegmentedControl
      className={classes.choice}
      aria-label={t('preferences.language')}
      data={choices}
      value={chosen ?? 'browser'}
      onChange={(value) => {
        const next = isLanguage(value) ? value : null
        chooseLanguage(next)
        change({ language: next && languageCodes[next] })
      }}
    />
  )
}
