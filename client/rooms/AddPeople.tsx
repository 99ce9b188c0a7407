import { Button, Modal, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { PeoplePicker } from '../people/PeoplePicker.tsx'
import { useTexts } from '../texts/texts.ts'
import classes from './RoomDetails.module.css'
import { useRoomMutations } from './room-mutations.ts'

type Props = { roomId: string; roomName: string; members: readonly string[] }

/** Brings people into a room. */
export function AddPeople({ roomId, roomName, members }: Props) {
  const t = useTexts()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconUserPlus size={15} aria-hidden="true" />}
        onClick={open}
      >
        {t('rooms.addPeople')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('rooms.addPeopleTo', { room: roomName })}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <AddPeopleForm roomId={roomId} members={members} onDone={close} />
      </Modal>
    </>
  )
}

type FormProps = { roomId: string; members: readonly string[]; onDone(): void }

function AddPeopleForm({ roomId, members, onDone }: FormProps) {
  const t = useTexts()
  const { addMembers } = useRoomMutations(roomId)
  const [chosen, setChosen] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  async function add(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const refusal = await addMembers(chosen)
    setBusy(false)
    if (refusal === null) onDone()
    else setWrong(refusal)
  }
  return (
    <form onSubmit={add}>
      <Stack>
        <PeoplePicker label={t('rooms.who')} chosen={chosen} onChange={setChosen} without={new Set(members)} />
        {wrong && (
          <p className={classes.wrong} role="alert">
            {wrong}
          </p>
        )}
        <Button type="submit" loading={busy} disabled={chosen.length === 0}>
          {t('rooms.add')}
        </Button>
      </Stack>
    </form>
  )
}
