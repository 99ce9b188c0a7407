import { UnstyledButton } from '@mantine/core'
import { languageList, languages } from '../texts/catalogues.ts'
import { chooseSignedOut } from '../texts/language.ts'
import { language, useTexts } from '../texts/texts.ts'
import classes from './SignIn.module.css'

/** The languages of the app, each by its own name. */
export function LanguageSwitch() {
  const t = useTexts()
  return (
    <fieldset className={classes.languages} aria-label={t('signIn.language')}>
      {languageList.map((each) => (
        <UnstyledButton
          key={each}
          lang={each}
          className={classes.language}
          aria-pressed={each === language()}
          onClick={() => chooseSignedOut(each)}
        >
          {languages[each].name}
        </UnstyledButton>
      ))}
    </fieldset>
  )
}
