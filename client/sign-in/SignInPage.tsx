import { Logo } from '../shell/Logo.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { DemoLogins } from './DemoLogins.tsx'
import { Promises } from './Promises.tsx'
import classes from './SignIn.module.css'
import { SignInForm } from './SignInForm.tsx'

/** The door. */
export function SignInPage() {
  useTitle('Log in', 0)
  return (
    <main className={classes.page}>
      <Promises />
      <div className={classes.side}>
        <div className={classes.box}>
          <div className={classes.brandSmall}>
            <Logo size={32} />
            <span>Parley</span>
          </div>
          <h1 className={classes.title}>Log in</h1>
          <SignInForm />
          <DemoLogins />
        </div>
      </div>
    </main>
  )
}
