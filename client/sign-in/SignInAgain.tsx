import { Button, Modal, Text } from '@mantine/core'
import type { Me } from '../session/grant.ts'
import { leaveSession } from '../session/session.ts'
import { useTexts } from '../texts/texts.ts'
import { SignInForm } from './SignInForm.tsx'

/** Over the app, when the session has ended under a working agent. What was being written stays where it is. */
export function SignInAgain({ agent }: { agent: Me }) {
  const t = useTexts()
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('shell.ended')}
    >
      <Text size="sm" c="var(--p-muted)" mb="md">
        {t('shell.endedAbout')}
      </Text>
      <SignInForm login={agent.login} />
      <Button variant="subtle" fullWidth mt="xs" onClick={leaveSession}>
        {t('shell.notYou', { name: agent.name })}
      </Button>
    </Modal>
  )
}
