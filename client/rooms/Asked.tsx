import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTexts } from '../texts/texts.ts'
import classes from './RoomDetails.module.css'

type Props = {
  label: string
  title: string
  /** What it means. */
  about: string
  /** Resolves with null, or with the reason why it was refused. */
  onYes(): Promise<string | null>
}

/** A button that does something only after it has been asked for twice. */
export function Asked({ label, title, about, onYes }: Props) {
  const t = useTexts()
  const [opened, { open, close }] = useDisclosure()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  async function yes() {
    setBusy(true)
    const refusal = await onYes()
    setBusy(false)
    setWrong(refusal)
    if (refusal === null) close()
  }
  return (
    <>
      <Button variant="default" size="compact-md" onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        <p className={classes.asked}>{about}</p>
        {wrong && (
          <p className={classes.wrong} role="alert">
            {wrong}
          </p>
        )}
        <div className={classes.answers}>
          <Button variant="default" onClick={close}>
            {t('ui.cancel')}
          </Button>
          <Button color="ember" loading={busy} onClick={yes}>
            {label}
          </Button>
        </div>
      </Modal>
    </>
  )
}
