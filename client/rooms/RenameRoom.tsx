import { Button, Modal, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { useClient } from 'urql'
import { graphql } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import { RoomTexts, useRoomTexts } from './RoomTexts.tsx'
import type { RoomInfo } from './useRoomInfo.ts'

const Rename = graphql(`
  mutation RenameRoom($input: RenameRoomInput!) {
    answer: renameRoom(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Refusal { code message } }
  }
`)

/** Changes what a room is called and what it is about. */
export function RenameRoom({ room }: { room: RoomInfo }) {
  const t = useTexts()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" size="compact-md" onClick={open}>
        {t('rooms.rename')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('rooms.renameNamed', { room: room.name })}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <RenameForm room={room} onDone={close} />
      </Modal>
    </>
  )
}

function RenameForm({ room, onDone }: { room: RoomInfo; onDone(): void }) {
  const t = useTexts()
  const client = useClient()
  const texts = useRoomTexts(room)
  const [busy, setBusy] = useState(false)
  async function rename(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const { name, about } = texts.values
    const input = { roomId: room.id, name: name.trim(), about: about.trim() }
    const { data, error } = await client.mutation(Rename, { input }).toPromise()
    setBusy(false)
    if (data?.answer.__typename === 'RenameRoomSuccess') onDone()
    else texts.refuse(data?.answer, error)
  }
  return (
    <form onSubmit={rename}>
      <Stack>
        <RoomTexts texts={texts} />
        <Button type="submit" loading={busy}>
          {t('ui.save')}
        </Button>
      </Stack>
    </form>
  )
}
