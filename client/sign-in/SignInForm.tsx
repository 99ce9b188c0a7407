import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { failureText } from '../network/failure.ts'
import { logIn } from '../session/session.ts'
import { fieldErrors } from '../ui/field-errors.ts'
import classes from './SignIn.module.css'

/** Login and password. `login` fixes whose session it is: signing in again in place is for the same agent. */
export function SignInForm({ login }: { login?: string }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useForm({
    initialValues: { login: login ?? '', password: '' },
    validate: {
      login: (value) => (value.trim() ? null : 'Enter your login.'),
      password: (value) => (value ? null : 'Enter your password.'),
    },
  })

  async function submit(input: { login: string; password: string }) {
    setBusy(true)
    setProblem(null)
    const { refused, error } = await logIn(input)
    setBusy(false)
    if (error) setProblem(failureText(error))
    else if (refused?.__typename === 'InvalidInput') form.setErrors(fieldErrors(refused.fields))
    else if (refused) setProblem(refused.message)
  }

  return (
    <form
      onSubmit={form.onSubmit(submit, () => form.getInputNode('login')?.focus())}
      className={classes.form}
      noValidate
    >
      {problem && (
        <Alert color="ember" role="alert">
          {problem}
        </Alert>
      )}
      <TextInput
        label="Login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        size="md"
        readOnly={login !== undefined}
        {...form.getInputProps('login')}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        size="md"
        visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        Log in
      </Button>
    </form>
  )
}
