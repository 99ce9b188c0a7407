import { Alert, Button, Group, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useMutation } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, isoDay, money, period } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { RefundPreview } from './RefundPreview.tsx'
import classes from './Terminate.module.css'

const Terminate_policy = graphql(`fragment Terminate_policy on Policy { number policyFrom policyTo }`)

const TerminatePolicy = graphql(`
  mutation TerminatePolicy($input: TerminatePolicyInput!) {
    terminatePolicy(input: $input) {
      __typename
      ... on TerminatePolicySuccess { policy { number } refund { amount currencyCode } }
      ... on InvalidInput { message fields { path message } }
      ... on Refusal { message }
    }
  }
`)

/** Ends a policy early, after showing what that returns to the customer. */
export function Terminate({ policy }: { policy: FragmentType<typeof Terminate_policy> }) {
  const { number, policyFrom, policyTo } = readFragment(Terminate_policy, policy)
  const navigate = useNavigate()
  const [opened, { open, close }] = useDisclosure()
  const [date, setDate] = useState<string | null>(() => within(isoDay(), policyFrom, policyTo))
  const [problem, setProblem] = useState<string | null>(null)
  const [{ fetching }, terminate] = useMutation(TerminatePolicy)

  async function confirm() {
    if (!date) return
    setProblem(null)
    const { data, error } = await terminate({ input: { policyNumber: number, terminationDate: date } })
    const result = data?.terminatePolicy
    if (result?.__typename === 'TerminatePolicySuccess')
      navigate('.', { replace: true, state: { refund: money(result.refund) } })
    else
      setProblem(
        result?.__typename === 'InvalidInput'
          ? (result.fields[0]?.message ?? result.message)
          : (result?.message ?? failureText(error)),
      )
  }

  return (
    <>
      <Button variant="default" onClick={open}>
        Terminate
      </Button>
      <Modal opened={opened} onClose={close} title="Terminate this policy" closeButtonProps={{ 'aria-label': 'Close' }}>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault()
            confirm()
          }}
        >
          <DayInput
            label="Last day of cover"
            description={`Within the cover: ${period(policyFrom, policyTo)}`}
            value={date}
            onChange={(next) => {
              setDate(next)
              setProblem(null)
            }}
            earliest={policyFrom}
            latest={policyTo}
            error={problem}
          />
          <RefundPreview policyNumber={number} terminationDate={date} />
          <Alert color="ember" variant="light">
            A termination cannot be taken back.
          </Alert>
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Keep the policy
            </Button>
            <Button type="submit" color="ember" loading={fetching} disabled={!date}>
              {date ? `Terminate on ${calendarDay(date)}` : 'Terminate'}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  )
}

const within = (day: string, from: string, to: string) => (day < from ? from : day > to ? to : day)
