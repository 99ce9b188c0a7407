import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { type SubmitEvent, useRef, useState } from 'react'
import { failureText } from '../network/failure.ts'
import { logIn } from '../session/session.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { text, useTexts } from '../texts/texts.ts'
import { fieldErrors } from '../ui/field-errors.ts'
import classes from './SignIn.module.css'

/** In characters: the server takes no longer login or password. */
const longest = 200

type Errors = { login?: string; password?: string }

/**
 * Login and password. `login` fixes whose session it is, since signing in again in place is for the same agent; the focus
 * is then on the password. Two fields
 * need no form library, and the first page is small without one.
 */
export function SignInForm({ login }: { login?: string }) {
  const t = useTexts()
  const [problem, setProblem] = useState<string | null>(null)
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const loginField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const input = { login: loginField.current?.value ?? '', password: passwordField.current?.value ?? '' }
    const missing = missingIn(input)
    setErrors(missing)
    if (missing.login) return loginField.current?.focus()
    if (missing.password) return passwordField.current?.focus()
    setBusy(true)
    setProblem(null)
    const { refused, error } = await logIn(input)
    setBusy(false)
    if (error) setProblem(failureText(error))
    else if (refused?.__typename === 'InvalidInput') setErrors(fieldErrors(refused.fields))
    else if (refused) setProblem(refusalText(refused))
  }

  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {problem && (
        <Alert color="ember" role="alert">
          {problem}
        </Alert>
      )}
      <TextInput
        ref={loginField}
        label={t('signIn.login')}
        name="login"
        defaultValue={login}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        size="md"
        maxLength={longest}
        readOnly={login !== undefined}
        error={errors.login}
        onChange={() => setErrors(({ password }) => ({ password }))}
      />
      <PasswordInput
        ref={passwordField}
        label={t('signIn.password')}
        name="password"
        autoComplete="current-password"
        size="md"
        maxLength={longest}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        error={errors.password}
        data-autofocus={login === undefined ? undefined : true}
        onChange={() => setErrors(({ login }) => ({ login }))}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('signIn.logIn')}
      </Button>
    </form>
  )
}

function missingIn({ login, password }: { login: string; password: string }): Errors {
  const missing: Errors = {}
  if (!login.trim()) missing.login = text('signIn.loginMissing')
  if (!password) missing.password = text('signIn.passwordMissing')
  return missing
}
