import { Alert, Button, Modal, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useMutation } from 'urql'
import type { AgentRole } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { fieldErrors } from '../ui/field-errors.ts'
import { Password } from './Password.tsx'
import { RoleSelect } from './RoleSelect.tsx'

const CreateAgentMutation = graphql(`
  mutation CreateAgent($input: CreateAgentInput!) {
    createAgent(input: $input) {
      __typename
      ... on CreateAgentSuccess { password agent { login name } }
      ... on InvalidInput { fields { path message } }
      ... on Error { message }
    }
  }
`)

const labels: Record<string, string> = { login: 'The login', name: 'The name' }

/** Makes an account and shows its password once. */
export function CreateAgent({ onCreated }: { onCreated(): void }) {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button leftSection={<IconUserPlus size={17} aria-hidden="true" />} onClick={open}>
        Add a person
      </Button>
      <Modal opened={opened} onClose={close} title="Add a person" closeButtonProps={{ 'aria-label': 'Close' }}>
        <CreateAgentForm onCreated={onCreated} onDone={close} />
      </Modal>
    </>
  )
}

function CreateAgentForm({ onCreated, onDone }: { onCreated(): void; onDone(): void }) {
  const [values, setValues] = useState({ login: '', name: '' })
  const [role, setRole] = useState<AgentRole>('AGENT')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [made, setMade] = useState<{ name: string; password: string } | null>(null)
  const [{ fetching }, createAgent] = useMutation(CreateAgentMutation)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setWrong({})
    const { data, error } = await createAgent({ input: { login: values.login.trim(), name: values.name.trim(), role } })
    const result = data?.createAgent
    if (result?.__typename === 'CreateAgentSuccess') {
      setMade({ name: result.agent.name, password: result.password })
      onCreated()
    } else if (result?.__typename === 'InvalidInput')
      setWrong(fieldErrors(result.fields, (path) => labels[path] ?? null))
    else setWrong({ form: result?.message ?? failureText(error) })
  }

  if (made) return <Password {...made} onDone={onDone} />
  const field = (name: 'login' | 'name') => ({
    value: values[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {wrong.form && (
          <Alert color="ember" role="alert">
            {wrong.form}
          </Alert>
        )}
        <TextInput label="Name" data-autofocus autoComplete="off" {...field('name')} />
        <TextInput
          label="Login"
          description="For logging in and for mentions, such as ewa.nowak. It cannot be changed later."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...field('login')}
        />
        <RoleSelect value={role} onChange={setRole} />
        <Button type="submit" loading={fetching}>
          Add
        </Button>
      </Stack>
    </form>
  )
}
