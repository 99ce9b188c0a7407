import { useMutation } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, money } from '../lib/format.ts'
import { refusalOf } from '../network/refusal.ts'
import { Asked } from '../rooms/Asked.tsx'
import { useTexts } from '../texts/texts.ts'
import { AssignPayment } from './AssignPayment.tsx'
import classes from './BankStatements.module.css'

const UnmatchedRow_line = graphql(`
  fragment UnmatchedRow_line on UnmatchedBankLine {
    id
    fileName
    line
    text
    reason
    accountingDate
    amount { amount currencyCode }
    ...AssignPayment_line
  }
`)

const DismissPayment = graphql(`
  mutation DismissPayment($input: DismissUnmatchedPaymentInput!) {
    answer: dismissUnmatchedPayment(input: $input) {
      __typename
      ... on DismissUnmatchedPaymentSuccess { id }
      ... on Error { code message }
    }
  }
`)

type Props = { line: FragmentType<typeof UnmatchedRow_line>; onChanged(): void }

/** A line that was not booked, with why, and what can be done about it. */
export function UnmatchedRow({ line, onChanged }: Props) {
  const t = useTexts()
  const read = readFragment(UnmatchedRow_line, line)
  const { id, fileName, reason, text, accountingDate, amount } = read
  const [, dismiss] = useMutation(DismissPayment)
  async function onDismissed(): Promise<string | null> {
    const refusal = await refusalOf(dismiss({ input: { id } }))
    if (refusal === null) onChanged()
    return refusal
  }
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <div className={classes.reason}>{t(`payments.reason.${reason}`)}</div>
        <code className={classes.text}>{text}</code>
        <div className={classes.about}>
          {t('payments.lineOf', { line: read.line, name: fileName })}
          {accountingDate && ` · ${calendarDay(accountingDate)}`}
          {amount && ` · ${money(amount)}`}
        </div>
      </div>
      <div className={classes.actions}>
        <AssignPayment line={read} onAssigned={onChanged} />
        <Asked
          label={t('payments.dismiss')}
          title={t('payments.dismissQuestion')}
          about={t('payments.dismissAbout')}
          onYes={onDismissed}
        />
      </div>
    </li>
  )
}
