import { Alert, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useMutation } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, money, period } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { asSentence } from '../ui/field-errors.ts'
import { RefundPreview } from './RefundPreview.tsx'
import { refusalText } from './refusal-text.ts'
import classes from './Terminate.module.css'

const TerminateForm_policy = graphql(`fragment TerminateForm_policy on Policy { number policyFrom policyTo }`)

const TerminatePolicy = graphql(`
  mutation TerminatePolicy($input: TerminatePolicyInput!) {
    terminatePolicy(input: $input) {
      __typename
      ... on TerminatePolicySuccess { policy { number } refund { amount currencyCode } }
      ... on InvalidInput { message fields { path message } }
      ... on Refusal { code message }
    }
  }
`)

type Props = { policy: FragmentType<typeof TerminateForm_policy>; onClose(): void }

/** Asks for the last day of cover and shows the refund of that day. */
export function TerminateForm({ policy, onClose }: Props) {
  const { number, policyFrom, policyTo } = readFragment(TerminateForm_policy, policy)
  const navigate = useNavigate()
  const [date, setDate] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [{ fetching }, terminate] = useMutation(TerminatePolicy)
  const outside = date !== null && (date < policyFrom || date > policyTo)
  const day = outside ? null : date

  async function confirm() {
    if (!day) return
    setProblem(null)
    const { data, error } = await terminate({ input: { policyNumber: number, terminationDate: day } })
    const result = data?.terminatePolicy
    if (result?.__typename === 'TerminatePolicySuccess')
      navigate('.', { replace: true, state: { refund: money(result.refund) } })
    else if (result?.__typename === 'InvalidInput')
      setProblem(result.fields.map(({ message }) => asSentence('The last day of cover', message)).join(' '))
    else setProblem(result ? refusalText(result) : failureText(error))
  }

  return (
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
        placeholder="1 Jun 2027"
        value={date}
        onChange={(next) => {
          setDate(next)
          setProblem(null)
        }}
        earliest={policyFrom}
        latest={policyTo}
        error={outside ? `Choose a day from ${calendarDay(policyFrom)} to ${calendarDay(policyTo)}.` : problem}
      />
      <RefundPreview policyNumber={number} terminationDate={day} />
      <Alert color="ember" variant="light">
        A termination cannot be taken back.
      </Alert>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep the policy
        </Button>
        <Button type="submit" color="ember" loading={fetching} disabled={!day}>
          {day ? `Terminate on ${calendarDay(day)}` : 'Terminate'}
        </Button>
      </Group>
    </form>
  )
}
