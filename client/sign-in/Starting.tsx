import { Loader } from '@mantine/core'
import { useTexts } from '../texts/texts.ts'
import { Logo } from '../ui/Logo.tsx'
import classes from './SignIn.module.css'

/** Until it is known whether somebody is signed in. */
export function Starting({ unreachable }: { unreachable: boolean }) {
  const t = useTexts()
  return (
    <main className={classes.starting}>
      <div className={classes.tile}>
        <Logo size={44} />
      </div>
      <div role="status" className={classes.startingText}>
        {unreachable ? (
          <>
            <strong>{t('signIn.unreachable')}</strong>
            <span>{t('signIn.tryingAgain')}</span>
          </>
        ) : (
          <Loader type="dots" size="sm" role="img" aria-label={t('signIn.starting')} />
        )}
      </div>
    </main>
  )
}
