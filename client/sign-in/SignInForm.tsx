import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { type SubmitEvent, useRef, useState } from 'react'
import { failureText } from '../network/failure.ts'
import { logIn } from '../session/session.ts'
import { fieldErrors } from '../ui/field-errors.ts'
import classes from './SignIn.module.css'

type Errors = { login?: string; password?: string }

/**
 * Login and password. `login` fixes whose session it is, since signing in again in place is for the same agent; the focus
 * is then on the password. Two fields
 * need no form library, and the first page is small without one.
 */
export function SignInForm({ login }: { login?: string }) {
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
    else if (refused) setProblem(refused.message)
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
        label="Login"
        name="login"
        defaultValue={login}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        size="md"
        readOnly={login !== undefined}
        error={errors.login}
        onChange={() => setErrors(({ password }) => ({ password }))}
      />
      <PasswordInput
        ref={passwordField}
        label="Password"
        name="password"
        autoComplete="current-password"
        size="md"
        visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
        error={errors.password}
        data-autofocus={login === undefined ? undefined : true}
        onChange={() => setErrors(({ login }) => ({ login }))}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        Log in
      </Button>
    </form>
  )
}

function missingIn({ login, password }: { login: string; password: string }): Errors {
  const missing: Errors = {}
  if (!login.trim()) missing.login = 'Enter your login.'
  if (!password) missing.password = 'Enter your password.'
  return missing
}
