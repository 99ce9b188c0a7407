import { Button, Modal, SegmentedControl, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useClient } from 'urql'
import { graphql } from '../gql/index.ts'
import { PeoplePicker } from '../people/PeoplePicker.tsx'
import { useMe } from '../session/useMe.ts'
import { RoomTexts, useRoomTexts } from './RoomTexts.tsx'

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
  const me = useMe()?.login
  const texts = useRoomTexts()
  const [kind, setKind] = useState<'OPEN' | 'CLOSED'>('OPEN')
  const [logins, setLogins] = useState<string[]>([])
  const [busy, setBusy] = useState(false)

  async function create(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const { name, about } = texts.values
    const input = { name: name.trim(), about: about.trim() || null, kind, logins }
    const { data, error } = await client.mutation(CreateRoomMutation, { input }).toPromise()
    setBusy(false)
    const result = data?.createRoom
    if (result?.__typename === 'CreateRoomSuccess') navigate(`/chat/${result.room.id}`)
    else texts.refuse(result, error)
  }
  return (
    <form onSubmit={create}>
      <Stack>
        <RoomTexts texts={texts} />
        <SegmentedControl
          aria-label="Who may join"
          orientation="vertical"
          data={[...kinds]}
          value={kind}
          onChange={(value) => setKind(value === 'CLOSED' ? 'CLOSED' : 'OPEN')}
        />
        <PeoplePicker
          label="Who is in it from the beginning, besides you"
          chosen={logins}
          onChange={setLogins}
          without={new Set(me ? [me] : [])}
        />
        <Button type="submit" loading={busy}>
          Create
        </Button>
      </Stack>
    </form>
  )
}
