import { Button, Modal, SegmentedControl, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useClient } from 'urql'
import { graphql } from '../gql/index.ts'
import { PeoplePicker } from '../people/PeoplePicker.tsx'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { RoomTexts, useRoomTexts } from './RoomTexts.tsx'

const CreateRoomMutation = graphql(`
  mutation CreateRoom($input: CreateRoomInput!) {
    createRoom(input: $input) {
      __typename
      ... on CreateRoomSuccess { room { id } }
      ... on InvalidInput { fields { path message } }
      ... on Refusal { code message }
    }
  }
`)

/** Makes a room and goes there. */
export function CreateRoom() {
  const t = useTexts()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button leftSection={<IconPlus size={17} aria-hidden="true" />} onClick={open}>
        {t('rooms.createRoom')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('rooms.createRoom')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <CreateRoomForm />
      </Modal>
    </>
  )
}

function CreateRoomForm() {
  const t = useTexts()
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
          aria-label={t('rooms.whoMayJoin')}
          orientation="vertical"
          data={[
            { value: 'OPEN', label: t('rooms.kindOpen') },
            { value: 'CLOSED', label: t('rooms.kindClosed') },
          ]}
          value={kind}
          onChange={(value) => setKind(value === 'CLOSED' ? 'CLOSED' : 'OPEN')}
        />
        <PeoplePicker
          label={t('rooms.firstMembers')}
          chosen={logins}
          onChange={setLogins}
          without={new Set(me ? [me] : [])}
        />
        <Button type="submit" loading={busy}>
          {t('rooms.create')}
        </Button>
      </Stack>
    </form>
  )
}
