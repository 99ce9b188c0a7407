import { Alert, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useMutation } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, money, period } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { asSentence } from '../ui/field-errors.ts'
import { RefundPreview } from './RefundPreview.tsx'
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
  const t = useTexts()
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
      setProblem(result.fields.map(({ message }) => asSentence(t('policies.theLastDay'), message)).join(' '))
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
        label={t('policies.lastDay')}
        description={t('policies.withinCover', { period: period(policyFrom, policyTo) })}
        placeholder={calendarDay('2027-06-01')}
        value={date}
        onChange={(next) => {
          setDate(next)
          setProblem(null)
        }}
        earliest={policyFrom}
        latest={policyTo}
        error={
          outside ? t('policies.chooseDay', { from: calendarDay(policyFrom), to: calendarDay(policyTo) }) : problem
        }
      />
      <RefundPreview policyNumber={number} terminationDate={day} />
      <Alert color="ember" variant="light">
        {t('policies.cannotBeTakenBack')}
      </Alert>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('policies.keep')}
        </Button>
        <Button type="submit" color="ember" loading={fetching} disabled={!day}>
          {day ? t('policies.terminateOn', { day: calendarDay(day) }) : t('policies.terminate')}
        </Button>
      </Group>
    </form>
  )
}
