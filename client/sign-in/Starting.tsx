import { Loader } from '@mantine/core'
import { Logo } from '../ui/Logo.tsx'
import classes from './SignIn.module.css'

/** Until it is known whether somebody is signed in. */
export function Starting({ unreachable }: { unreachable: boolean }) {
  return (
    <main className={classes.starting}>
      <div className={classes.tile}>
        <Logo size={44} />
      </div>
      <div role="status" className={classes.startingText}>
        {unreachable ? (
          <>
            <strong>Parley cannot be reached</strong>
            <span>Trying again by itself. Nothing is lost.</span>
          </>
        ) : (
          <Loader type="dots" size="sm" role="img" aria-label="Starting" />
        )}
      </div>
    </main>
  )
}
