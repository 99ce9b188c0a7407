import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useMutation } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { fieldErrors } from '../ui/field-errors.ts'
import { Section } from './Section.tsx'

const ChangePassword = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { code message } }
  }
`)

/** Changes the password, which logs out all other devices. */
export function PasswordForm() {
  const t = useTexts()
  const empty = { current: '', next: '' }
  const [values, setValues] = useState(empty)
  const [fields, setFields] = useState<Record<string, string>>({})
  const [said, setSaid] = useState<{ wrong?: string; done?: string }>({})
  const [{ fetching }, change] = useMutation(ChangePassword)

  async function save() {
    setFields({})
    setSaid({})
    const { data, error } = await change({ input: values })
    const result = data?.changePassword
    if (result?.__typename === 'ChangePasswordSuccess') {
      setValues(empty)
      setSaid({ done: t('profile.passwordChanged') })
    } else if (result?.__typename === 'InvalidInput')
      setFields(
        fieldErrors(result.fields, (path) => t(path === 'next' ? 'profile.theNewPassword' : 'profile.currentPassword')),
      )
    else setSaid({ wrong: result && 'message' in result ? refusalText(result) : failureText(error) })
  }
  const field = (name: 'current' | 'next') => ({
    value: values[name],
    error: fields[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  })
  return (
    <Section title={t('profile.password')} wrong={said.wrong ?? null} done={said.done ?? null} onSubmit={save}>
      <PasswordInput label={t('profile.currentPassword')} autoComplete="current-password" {...field('current')} />
      <PasswordInput
        label={t('profile.newPassword')}
        description={t('profile.passwordAbout')}
        autoComplete="new-password"
        {...field('next')}
      />
      <div>
        <Button type="submit" loading={fetching}>
          {t('profile.changePassword')}
        </Button>
      </div>
    </Section>
  )
}
