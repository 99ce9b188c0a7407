import { Button, Modal, Text } from '@mantine/core'
import type { Me } from '../session/grant.ts'
import { leaveSession } from '../session/session.ts'
import { SignInForm } from './SignInForm.tsx'

/** Over the app, when the session has ended under a working agent. What was being written stays where it is. */
export function SignInAgain({ agent }: { agent: Me }) {
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="Your session has ended"
    >
      <Text size="sm" c="var(--p-muted)" mb="md">
        Log in again to go on. Nothing you have written is lost.
      </Text>
      <SignInForm login={agent.login} />
      <Button variant="subtle" fullWidth mt="xs" onClick={leaveSession}>
        Not {agent.name}? Leave
      </Button>
    </Modal>
  )
}
