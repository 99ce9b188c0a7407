import { ActionIcon } from '@mantine/core'
import { IconMessage2 } from '@tabler/icons-react'
import { useTexts } from '../texts/texts.ts'
import { useDirectRoom } from './useDirectRoom.ts'

type Props = { login: string; name: string; onGone?(): void }

/** Goes to the direct room with somebody. Why that was refused is its name then. */
export function MessageButton({ login, name, onGone }: Props) {
  const t = useTexts()
  const { open, busy, wrong } = useDirectRoom()
  return (
    <ActionIcon
      variant="subtle"
      color={wrong ? 'ember' : 'gray'}
      loading={busy}
      aria-label={wrong ?? t('people.messageTo', { name })}
      title={wrong ?? t('people.messageTo', { name })}
      onClick={async () => {
        if (await open([login])) onGone?.()
      }}
    >
      <IconMessage2 size={17} />
    </ActionIcon>
  )
}
