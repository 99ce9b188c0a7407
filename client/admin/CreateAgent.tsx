import { Alert, Button, Modal, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useMutation } from 'urql'
import type { AgentRole } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { fieldErrors } from '../ui/field-errors.ts'
import { Password } from './Password.tsx'
import { RoleSelect } from './RoleSelect.tsx'

const CreateAgentMutation = graphql(`
  mutation CreateAgent($input: CreateAgentInput!) {
    createAgent(input: $input) {
      __typename
      ... on CreateAgentSuccess { password agent { login name } }
      ... on InvalidInput { fields { path message } }
      ... on Error { code message }
    }
  }
`)

/** Makes an account and shows its password once. */
export function CreateAgent({ onCreated }: { onCreated(): void }) {
  const t = useTexts()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button leftSection={<IconUserPlus size={17} aria-hidden="true" />} onClick={open}>
        {t('admin.addPerson')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('admin.addPerson')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <CreateAgentForm onCreated={onCreated} onDone={close} />
      </Modal>
    </>
  )
}

function CreateAgentForm({ onCreated, onDone }: { onCreated(): void; onDone(): void }) {
  const t = useTexts()
  const [values, setValues] = useState({ login: '', name: '' })
  const [role, setRole] = useState<AgentRole>('AGENT')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [made, setMade] = useState<{ name: string; password: string } | null>(null)
  const [{ fetching }, createAgent] = useMutation(CreateAgentMutation)

  const labelOf = (path: string) =>
    path === 'login' ? t('admin.theLogin') : path === 'name' ? t('profile.theName') : null

  async function submit(event: FormEvent) {
    event.preventDefault()
    setWrong({})
    const { data, error } = await createAgent({ input: { login: values.login.trim(), name: values.name.trim(), role } })
    const result = data?.createAgent
    if (result?.__typename === 'CreateAgentSuccess') {
      setMade({ name: result.agent.name, password: result.password })
      onCreated()
    } else if (result?.__typename === 'InvalidInput') setWrong(fieldErrors(result.fields, (path) => labelOf(path)))
    else setWrong({ form: result ? refusalText(result) : failureText(error) })
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
        <TextInput label={t('profile.name')} data-autofocus autoComplete="off" {...field('name')} />
        <TextInput
          label={t('signIn.login')}
          description={t('admin.loginAbout')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...field('login')}
        />
        <RoleSelect value={role} onChange={setRole} />
        <Button type="submit" loading={fetching}>
          {t('admin.add')}
        </Button>
      </Stack>
    </form>
  )
}
