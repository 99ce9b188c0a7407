import { Button, Drawer, Group, Modal, Text, UnstyledButton } from '@mantine/core'
import { IconMoodPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { EmojiPicker } from '../emoji/EmojiPicker.tsx'
import { QuickRow } from '../emoji/QuickRow.tsx'
import { graphql, readFragment } from '../gql/index.ts'
import { useStore } from '../lib/store.ts'
import { failureText } from '../network/failure.ts'
import type { MutationContext } from '../network/mutations.ts'
import { plainText } from '../text/message-tree.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './MessageDialogs.module.css'
import { type ActionsMessage, MessageActions_message, messageDialog } from './message-dialogs.ts'
import { useMessageActions } from './useMessageActions.ts'
import { useReact } from './useReact.ts'

const DeleteMessage = graphql(`
  mutation DeleteMessage($input: DeleteMessageInput!) {
    deleteMessage(input: $input) { __typename ... on Error { code message } }
  }
`)

/** Deleting a message again changes nothing. */
const repeatable: MutationContext = { repeatable: true }

const close = () => messageDialog.set(null)

/** The dialogs about a message. `onLeave` brings the focus to where one goes on when what had it is gone. */
export function MessageDialogs({ onLeave }: { onLeave(): void }) {
  const t = useTexts()
  const dialog = useStore(messageDialog)
  useEffect(() => close, [])
  const closeButtonProps = { 'aria-label': t('ui.close') }
  return (
    <>
      <Drawer
        opened={dialog?.kind === 'actions'}
        onClose={close}
        position="bottom"
        size="auto"
        title={t('messages.message')}
        classNames={{ content: classes.sheet }}
        closeButtonProps={closeButtonProps}
      >
        {dialog?.kind === 'actions' && <ActionsSheet message={dialog.message} />}
      </Drawer>
      <Modal
        opened={dialog?.kind === 'delete'}
        onClose={close}
        title={t('messages.deleteQuestion')}
        closeButtonProps={closeButtonProps}
      >
        {dialog?.kind === 'delete' && <DeleteForm message={dialog.message} onDeleted={onLeave} />}
      </Modal>
    </>
  )
}

/** On a touch screen: the usual reactions, all others, and what one can do. */
function ActionsSheet({ message }: { message: ActionsMessage }) {
  const t = useTexts()
  const { id, mayWrite, actions } = useMessageActions(message)
  const react = useReact()
  const [picking, setPicking] = useState(false)
  const pick = (emoji: string) => {
    close()
    react(id, emoji, true)
  }
  if (picking)
    return (
      <div className={classes.picker}>
        <EmojiPicker onPick={pick} />
      </div>
    )
  return (
    <>
      {mayWrite && (
        <>
          <QuickRow onPick={pick} />
          <UnstyledButton className={classes.entry} onClick={() => setPicking(true)}>
            <IconMoodPlus size={20} aria-hidden="true" />
            {t('messages.moreReactions')}
          </UnstyledButton>
        </>
      )}
      {actions.map(({ name, icon: Icon, isGrave, run }) => (
        <UnstyledButton
          key={name}
          className={classes.entry}
          data-grave={isGrave}
          onClick={() => {
            close()
            run()
          }}
        >
          <Icon size={20} aria-hidden="true" />
          {name}
        </UnstyledButton>
      ))}
    </>
  )
}

function DeleteForm({ message, onDeleted }: { message: ActionsMessage; onDeleted(): void }) {
  const t = useTexts()
  const { id, text } = readFragment(MessageActions_message, message)
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)

  async function remove() {
    setBusy(true)
    const input = { messageId: id }
    const { data, error } = await client.mutation(DeleteMessage, { input }, repeatable).toPromise()
    setBusy(false)
    const result = data?.deleteMessage
    if (result?.__typename !== 'DeleteMessageSuccess')
      return setRefused(result ? refusalText(result) : failureText(error))
    close()
    onDeleted()
  }
  return (
    <>
      <blockquote className={classes.quoted}>{plainText(text)}</blockquote>
      <Text size="sm">{t('messages.deleteAbout')}</Text>
      {refused && (
        <Text size="sm" role="alert" className={classes.refused}>
          {refused}
        </Text>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close} data-autofocus>
          {t('messages.keep')}
        </Button>
        <Button color="ember" loading={busy} onClick={remove}>
          {t('messages.delete')}
        </Button>
      </Group>
    </>
  )
}
