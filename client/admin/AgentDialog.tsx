import { Alert, Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useClient } from 'urql'
import type { AgentRole } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { asSentence } from '../ui/field-errors.ts'
import { Password } from './Password.tsx'
import { RoleSelect } from './RoleSelect.tsx'

const ChangeAgent = graphql(`
  mutation ChangeAgent($input: ChangeAgentInput!) {
    changeAgent(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { message } }
  }
`)
const DeactivateAgent = graphql(`
  mutation DeactivateAgent($input: DeactivateAgentInput!) {
    deactivateAgent(input: $input) { __typename ... on Error { message } }
  }
`)
const ActivateAgent = graphql(`
  mutation ActivateAgent($input: ActivateAgentInput!) {
    activateAgent(input: $input) { __typename ... on Error { message } }
  }
`)
const EndSessions = graphql(`
  mutation EndSessions($input: EndSessionsInput!) {
    endSessions(input: $input) { __typename ... on Error { message } }
  }
`)
const RemovePicture = graphql(`
  mutation RemovePicture($input: RemovePictureInput!) {
    removePicture(input: $input) { __typename ... on Error { message } }
  }
`)
const ResetPassword = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) { __typename ... on ResetPasswordSuccess { password } ... on Error { message } }
  }
`)

export type Deed = 'change' | 'password' | 'sessions' | 'picture' | 'deactivate' | 'activate'

type Account = { login: string; name: string; role: AgentRole }
type Props = Account & { deed: Deed; onChanged(): void; onClose(): void }

const words: Record<Exclude<Deed, 'change'>, { title: string; text(name: string): string; button: string }> = {
  password: {
    title: 'Reset the password',
    text: (name) => `${name} gets a new password and is logged out on all devices. The old password ends at once.`,
    button: 'Reset the password',
  },
  sessions: {
    title: 'Log out everywhere',
    text: (name) => `${name} is logged out on all devices and can log in again with the same password.`,
    button: 'Log out everywhere',
  },
  picture: {
    title: 'Remove the picture',
    text: (name) => `Everybody sees the initials of ${name} instead, until there is another picture.`,
    button: 'Remove the picture',
  },
  deactivate: {
    title: 'Deactivate the account',
    text: (name) => `${name} is logged out and cannot log in any more. Messages, policies and rooms stay as they are.`,
    button: 'Deactivate',
  },
  activate: {
    title: 'Activate the account',
    text: (name) => `${name} can log in again with the password of before.`,
    button: 'Activate',
  },
}

/** Asks before something is done to an account, and says how it went. */
export function AgentDialog({ deed, onChanged, onClose, ...account }: Props) {
  const title = deed === 'change' ? 'Name and role' : words[deed].title
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
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
    const [result] = Object.values(data ?? {})
    if (!result || 'message' in result) return setWrong(result?.message ?? failureText(error))
    onChanged()
    if ('password' in result) setPassword(result.password)
    else onClose()
  }

  if (password !== null) return <Password name={name} password={password} onDone={onClose} />
  const { text, button } = words[deed]
  return (
    <Stack>
      {wrong && (
        <Alert color="ember" role="alert">
          {wrong}
        </Alert>
      )}
      <Text>{text(name)}</Text>
      <Button color={deed === 'deactivate' ? 'ember' : undefined} loading={busy} onClick={act} data-autofocus>
        {button}
      </Button>
    </Stack>
  )
}

function ChangeForm({ login, onDone, ...before }: Account & { onDone(): void }) {
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
      return setWrong({ name: asSentence('The name', result.fields[0]?.message ?? '') })
    setWrong({ form: result && 'message' in result ? result.message : failureText(error) })
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
          label="Name"
          data-autofocus
          value={name}
          error={wrong.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RoleSelect value={role} onChange={setRole} />
        <Button type="submit" loading={busy}>
          Save
        </Button>
      </Stack>
    </form>
  )
}
