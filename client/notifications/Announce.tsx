import { Alert, Button, Modal, NativeSelect, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconSpeakerphone } from '@tabler/icons-react'
import { useState } from 'react'
import { useMutation } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { fieldErrors } from '../ui/field-errors.ts'

const AnnounceMutation = graphql(`
  mutation Announce($input: AnnounceInput!) {
    announce(input: $input) {
      __typename
      ... on InvalidInput { fields { path message } }
      ... on Error { code message }
    }
  }
`)

const day = 86_400_000

/** How long it stays in sight; the value is a number of days. */
const choices = [
  { value: 'news', label: 'notifications.asNews' },
  { value: '1', label: 'notifications.pinnedForDay' },
  { value: '7', label: 'notifications.pinnedForWeek' },
  { value: 'ever', label: 'notifications.pinnedForEver' },
] as const

function pinOf(shown: string): { pinned: boolean; shownUntil?: string } {
  if (shown === 'news') return { pinned: false }
  return shown === 'ever'
    ? { pinned: true }
    : { pinned: true, shownUntil: new Date(Date.now() + Number(shown) * day).toISOString() }
}

/** For administrators: tells every agent something. */
export function Announce() {
  const t = useTexts()
  const [opened, { open, close }] = useDisclosure()
  const [problem, setProblem] = useState<string | null>(null)
  const [{ fetching }, announce] = useMutation(AnnounceMutation)
  const form = useForm({
    initialValues: { text: '', shown: 'news' },
    validate: { text: (text) => (text.trim() ? null : t('notifications.announceMissing')) },
  })

  async function submit({ text, shown }: { text: string; shown: string }) {
    setProblem(null)
    const { data, error } = await announce({ input: { text: text.trim(), ...pinOf(shown) } })
    const result = data?.announce
    if (result?.__typename === 'AnnounceSuccess') {
      form.reset()
      close()
    } else if (result?.__typename === 'InvalidInput')
      form.setErrors(fieldErrors(result.fields, () => t('notifications.theAnnouncement')))
    else setProblem(result ? refusalText(result) : failureText(error))
  }

  return (
    <>
      <Button leftSection={<IconSpeakerphone size={17} />} onClick={open}>
        {t('notifications.announce')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('notifications.tellEverybody')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form onSubmit={form.onSubmit(submit)} noValidate>
          {problem && (
            <Alert color="ember" role="alert" mb="sm">
              {problem}
            </Alert>
          )}
          <Textarea
            label={t('notifications.kind.Announcement')}
            autosize
            minRows={3}
            maxRows={10}
            data-autofocus
            {...form.getInputProps('text')}
          />
          <NativeSelect
            label={t('notifications.inSight')}
            data={choices.map(({ value, label }) => ({ value, label: t(label) }))}
            mt="sm"
            {...form.getInputProps('shown')}
          />
          <Button type="submit" loading={fetching} fullWidth mt="md">
            {t('notifications.announceToAll')}
          </Button>
        </form>
      </Modal>
    </>
  )
}
