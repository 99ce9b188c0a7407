import { Button, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useClient } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { asSentence } from '../ui/field-errors.ts'

const CreateRoomMutation = graphql(`
  mutation CreateRoom($input: CreateRoomInput!) {
    createRoom(input: $input) {
      __typename
      ... on CreateRoomSuccess { room { id } }
      ... on InvalidInput { fields { path message } }
      ... on Refusal { message }
    }
  }
`)

const kinds = [
  { value: 'OPEN', label: 'Open: anybody may join' },
  { value: 'CLOSED', label: 'Closed: by invitation' },
] as const

const labels: Record<string, string> = { name: 'The name', about: 'The description' }

/** Makes a room and goes there. */
export function CreateRoom() {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button leftSection={<IconPlus size={17} aria-hidden="true" />} onClick={open}>
        Create a room
      </Button>
      <Modal opened={opened} onClose={close} title="Create a room" closeButtonProps={{ 'aria-label': 'Close' }}>
        <CreateRoomForm />
      </Modal>
    </>
  )
}

function CreateRoomForm() {
  const client = useClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [about, setAbout] = useState('')
  const [kind, setKind] = useState<'OPEN' | 'CLOSED'>('OPEN')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<Record<string, string>>({})

  async function create(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const input = { name: name.trim(), about: about.trim() || null, kind }
    const { data, error } = await client.mutation(CreateRoomMutation, { input }).toPromise()
    setBusy(false)
    const result = data?.createRoom
    if (result?.__typename === 'CreateRoomSuccess') return navigate(`/chat/${result.room.id}`)
    if (result?.__typename !== 'InvalidInput') return setWrong({ name: result?.message ?? failureText(error) })
    setWrong(
      Object.fromEntries(
        result.fields.map(({ path, message }) => [path, asSentence(labels[path] ?? 'The room', message)]),
      ),
    )
  }
  return (
    <form onSubmit={create}>
      <Stack>
        <TextInput
          label="Name"
          data-autofocus
          value={name}
          error={wrong.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="What it is about"
          description="A line that everybody sees below the name"
          value={about}
          error={wrong.about}
          onChange={(event) => setAbout(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="Who may join"
          orientation="vertical"
          data={[...kinds]}
          value={kind}
          onChange={(value) => setKind(value === 'CLOSED' ? 'CLOSED' : 'OPEN')}
        />
        <Button type="submit" loading={busy}>
          Create
        </Button>
      </Stack>
    </form>
  )
}
