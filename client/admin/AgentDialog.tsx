import { Alert, Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useClient } from 'urql'
import type { AgentRole } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { RemovePicture } from '../people/remove-picture.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { asSentence } from '../ui/field-errors.ts'
import { Password } from './Password.tsx'
import { RoleSelect } from './RoleSelect.tsx'

const ChangeAgent = graphql(`
  mutation ChangeAgent($input: ChangeAgentInput!) {
    changeAgent(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { code message } }
  }
`)
const DeactivateAgent = graphql(`
  mutation DeactivateAgent($input: DeactivateAgentInput!) {
    answer: deactivateAgent(input: $input) { __typename ... on Error { code message } }
  }
`)
const ActivateAgent = graphql(`
  mutation ActivateAgent($input: ActivateAgentInput!) {
    answer: activateAgent(input: $input) { __typename ... on Error { code message } }
  }
`)
const EndSessions = graphql(`
  mutation EndSessions($input: EndSessionsInput!) {
    answer: endSessions(input: $input) { __typename ... on Error { code message } }
  }
`)
const ResetPassword = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    answer: resetPassword(input: $input) { __typename ... on ResetPasswordSuccess { password } ... on Error { code message } }
  }
`)

export type Deed = 'change' | 'password' | 'sessions' | 'picture' | 'deactivate' | 'activate'

type Account = { login: string; name: string; role: AgentRole }
type Props = Account & { deed: Deed; onChanged(): void; onClose(): void }

/** Asks before something is done to an account, and says how it went. */
export function AgentDialog({ deed, onChanged, onClose, ...account }: Props) {
  const t = useTexts()
  const title = t(deed === 'change' ? 'admin.nameAndRole' : `admin.deed.${deed}`)
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      {deed === 'change' ? (
        <ChangeForm
          {...account}
          onDone={() => {
            onChanged()
            onClose()
          }}
        />
      ) : (
        <Confirm {...account} deed={deed} onChanged={onChanged} onClose={onClose} />
      )}
    </Modal>
  )
}

function Confirm({ deed, login, name, onChanged, onClose }: Props & { deed: Exclude<Deed, 'change'> }) {
  const t = useTexts()
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const [password, setPassword] = useState<string | null>(null)

  async function ask() {
    const input = { login }
    switch (deed) {
      case 'password':
        return client.mutation(ResetPassword, { input }).toPromise()
      case 'sessions':
        return client.mutation(EndSessions, { input }).toPromise()
      case 'picture':
        return client.mutation(RemovePicture, { input }).toPromise()
      case 'deactivate':
        return client.mutation(DeactivateAgent, { input }).toPromise()
      case 'activate':
        return client.mutation(ActivateAgent, { input }).toPromise()
    }
  }
  async function act() {
    setBusy(true)
    const { data, error } = await ask()
    setBusy(false)
    if (!data) return setWrong(failureText(error))
    const result = data.answer
    if ('message' in result) return setWrong(refusalText(result))
    onChanged()
    if ('password' in result) setPassword(result.password)
    else onClose()
  }

  if (password !== null) return <Password name={name} password={password} onDone={onClose} />
  return (
    <Stack>
      {wrong && (
        <Alert color="ember" role="alert">
          {wrong}
        </Alert>
      )}
      <Text>{t(`admin.deedAbout.${deed}`, { name })}</Text>
      <Button color={deed === 'deactivate' ? 'ember' : undefined} loading={busy} onClick={act} data-autofocus>
        {t(`admin.deedButton.${deed}`)}
      </Button>
    </Stack>
  )
}

function ChangeForm({ login, onDone, ...before }: Account & { onDone(): void }) {
  const t = useTexts()
  const client = useClient()
  const [name, setName] = useState(before.name)
  const [role, setRole] = useState(before.role)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<{ name?: string; form?: string }>({})

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const { data, error } = await client
      .mutation(ChangeAgent, { input: { login, name: name.trim(), role } })
      .toPromise()
    setBusy(false)
    const result = data?.changeAgent
    if (result?.__typename === 'ChangeAgentSuccess') return onDone()
    if (result?.__typename === 'InvalidInput')
      return setWrong({ name: asSentence(t('profile.theName'), result.fields[0]?.message ?? '') })
    setWrong({ form: result && 'message' in result ? refusalText(result) : failureText(error) })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {wrong.form && (
          <Alert color="ember" role="alert">
            {wrong.form}
          </Alert>
        )}
        <TextInput
          label={t('profile.name')}
          data-autofocus
          value={name}
          error={wrong.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RoleSelect value={role} onChange={setRole} />
        <Button type="submit" loading={busy}>
          {t('ui.save')}
        </Button>
      </Stack>
    </form>
  )
}
