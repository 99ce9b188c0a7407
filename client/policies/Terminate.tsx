import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import { TerminateForm } from './TerminateForm.tsx'

const Terminate_policy = graphql(`fragment Terminate_policy on Policy { number ...TerminateForm_policy }`)

/** Ends a policy early, after showing what that returns to the customer. */
export function Terminate({ policy }: { policy: FragmentType<typeof Terminate_policy> }) {
  const t = useTexts()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('policies.terminate')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('policies.terminateThis')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <TerminateForm policy={readFragment(Terminate_policy, policy)} onClose={close} />
      </Modal>
    </>
  )
}
