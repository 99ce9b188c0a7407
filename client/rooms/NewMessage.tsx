import { Button, Modal, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconEdit } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { PeoplePicker } from '../people/PeoplePicker.tsx'
import { useDirectRoom } from '../people/useDirectRoom.ts'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './RoomDetails.module.css'

/** Opens the direct room of oneself and whom one chooses, one or several. */
export function NewMessage() {
  const t = useTexts()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="subtle" size="compact-md" leftSection={<IconEdit size={17} aria-hidden="true" />} onClick={open}>
        {t('rooms.newMessage')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('rooms.newMessage')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <NewMessageForm onDone={close} />
      </Modal>
    </>
  )
}

function NewMessageForm({ onDone }: { onDone(): void }) {
  const t = useTexts()
  const me = useMe()?.login
  const [chosen, setChosen] = useState<string[]>([])
  const { open, busy, wrong } = useDirectRoom()
  async function go(event: FormEvent) {
    event.preventDefault()
    if (await open(chosen)) onDone()
  }
  return (
    <form onSubmit={go}>
      <Stack>
        <PeoplePicker
          label={t('rooms.toWhom')}
          chosen={chosen}
          onChange={setChosen}
          without={new Set(me ? [me] : [])}
        />
        {wrong && (
          <p className={classes.wrong} role="alert">
            {wrong}
          </p>
        )}
        <Button type="submit" loading={busy} disabled={chosen.length === 0}>
          {t('rooms.write')}
        </Button>
      </Stack>
    </form>
  )
}
