import { useTexts } from '../texts/texts.ts'
import { Logo } from '../ui/Logo.tsx'
import { useTitle } from '../ui/useTitle.ts'
import { DemoLogins } from './DemoLogins.tsx'
import { Highlights } from './Highlights.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import classes from './SignIn.module.css'
import { SignInForm } from './SignInForm.tsx'

/** The screen of whoever is not signed in. `onTouched` is called when somebody begins to use it. */
export function SignInPage({ onTouched }: { onTouched(): void }) {
  const t = useTexts()
  useTitle(t('signIn.logIn'), 0)
  return (
    <main className={classes.page} onFocus={onTouched} onPointerDown={onTouched}>
      <Highlights />
      <div className={classes.side}>
        <div className={classes.box}>
          <div className={classes.brandSmall}>
            <Logo size={32} />
            <span>Parley</span>
          </div>
          <h1 className={classes.title}>{t('signIn.logIn')}</h1>
          <SignInForm />
          <DemoLogins />
          <LanguageSwitch />
        </div>
      </div>
    </main>
  )
}
