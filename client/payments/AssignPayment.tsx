import { Alert, Button, Modal, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { useMutation } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { fieldErrors } from '../ui/field-errors.ts'

const AssignPayment_line = graphql(`
  fragment AssignPayment_line on UnmatchedBankLine { id text reason accountingDate amount { amount } }
`)

const AssignUnmatched = graphql(`
  mutation AssignUnmatched($input: AssignUnmatchedPaymentInput!) {
    assignUnmatchedPayment(input: $input) {
      __typename
      ... on AssignUnmatchedPaymentSuccess { account { number } }
      ... on InvalidInput { message fields { path message } }
      ... on Refusal { code message }
    }
  }
`)

type Props = { line: FragmentType<typeof AssignPayment_line>; onAssigned(): void }

/** Books a line to the account of a policy. */
export function AssignPayment({ line, onAssigned }: Props) {
  const t = useTexts()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" size="compact-md" onClick={open}>
        {t('payments.assign')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('payments.assignThis')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <AssignForm line={line} onAssigned={onAssigned} />
      </Modal>
    </>
  )
}

function AssignForm({ line, onAssigned }: Props) {
  const t = useTexts()
  const { id, text, reason, accountingDate, amount } = readFragment(AssignPayment_line, line)
  const [policyNumber, setPolicyNumber] = useState('')
  const [day, setDay] = useState(accountingDate)
  const [sum, setSum] = useState(amount?.amount ?? '')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [{ fetching }, assign] = useMutation(AssignUnmatched)
  // Of any other line the bank says both.
  const isUnclear = reason !== 'UNKNOWN_ACCOUNT'

  async function submit(event: FormEvent) {
    event.preventDefault()
    const written = sum.trim().replace(',', '.')
    if (!/^\d+(\.\d{1,2})?$/.test(written)) return setWrong({ amount: t('payments.amountForm') })
    if (day === null) return setWrong({ accountingDate: t('payments.dayNeeded') })
    setWrong({})
    const input = { id, policyNumber: policyNumber.trim(), amount: written, accountingDate: day }
    const { data, error } = await assign({ input })
    const result = data?.assignUnmatchedPayment
    if (result?.__typename === 'AssignUnmatchedPaymentSuccess') onAssigned()
    else if (result?.__typename === 'InvalidInput') setWrong(fieldErrors(result.fields, () => t('payments.amount')))
    else if (result?.code === 'UNKNOWN_ACCOUNT') setWrong({ policyNumber: refusalText(result) })
    else setWrong({ form: result ? refusalText(result) : failureText(error) })
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <code>{text}</code>
        {wrong.form && (
          <Alert color="ember" role="alert">
            {wrong.form}
          </Alert>
        )}
        <TextInput
          label={t('payments.policyOrAccount')}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          value={policyNumber}
          error={wrong.policyNumber}
          onChange={(event) => setPolicyNumber(event.currentTarget.value)}
        />
        {isUnclear && (
          <>
            <TextInput
              label={t('payments.amount')}
              inputMode="decimal"
              value={sum}
              error={wrong.amount}
              onChange={(event) => setSum(event.currentTarget.value)}
            />
            <DayInput
              label={t('payments.accountingDate')}
              value={day}
              error={wrong.accountingDate}
              onChange={(next) => setDay(next)}
            />
          </>
        )}
        <Button type="submit" loading={fetching} disabled={policyNumber.trim() === ''}>
          {t('payments.book')}
        </Button>
      </Stack>
    </form>
  )
}
