import { Button, Modal, NativeSelect, Stack, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconShare2 } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useChat } from '../chat/ChatProvider.tsx'
import { useTexts } from '../texts/texts.ts'
import { everybody } from './room-words.ts'

/** `number` is the short number of an offer or a policy, which stands in the message and leads there. */
type Props = { number: string }

/** Sends the number of an offer or a policy to a room that the agent chooses, with a few words, and goes there. */
export function ShareInRoom({ number }: Props) {
  const t = useTexts()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" leftSection={<IconShare2 size={18} stroke={1.7} />} onClick={open}>
        {t('rooms.share')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('rooms.shareThis', { number })}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <ShareForm number={number} />
      </Modal>
    </>
  )
}

function ShareForm({ number }: Props) {
  const t = useTexts()
  const navigate = useNavigate()
  const { rooms, sender } = useChat()
  const open = (rooms ?? []).filter(({ archivedAt }) => archivedAt == null)
  const [roomId, setRoomId] = useState(open[0]?.id ?? everybody)
  const [words, setWords] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    const text = [words.trim(), number].filter((part) => part !== '').join('\n')
    sender.send(roomId, text, { replyTo: null, attachments: [] })
    navigate(`/chat/${roomId}`)
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <NativeSelect
          label={t('rooms.shareWhere')}
          data={open.map(({ id, name }) => ({ value: id, label: name }))}
          value={roomId}
          onChange={({ currentTarget: { value } }) => setRoomId(value)}
        />
        <Textarea
          label={t('rooms.shareWords')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={3_900}
          value={words}
          onChange={({ currentTarget: { value } }) => setWords(value)}
        />
        <p>{t('rooms.shareAbout', { number })}</p>
        <Button type="submit" disabled={open.length === 0}>
          {t('rooms.shareNow')}
        </Button>
      </Stack>
    </form>
  )
}
