import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { period } from '../lib/format.ts'
import { Facts } from '../ui/Facts.tsx'
import classes from './PriceForm.module.css'
import type { PriceValues } from './price-form.ts'

const Answered_question = graphql(`
  fragment Answered_question on Question { code index text choices { code label } }
`)

type Props = { questions: readonly FragmentType<typeof Answered_question>[]; values: PriceValues }

/** What the price was calculated from: to be read out to the customer, not to be changed by accident. */
export function Answered({ questions, values }: Props) {
  const answers = [...readFragment(Answered_question, questions)]
    .sort((a, b) => a.index - b.index)
    .map(({ code, text, choices }) => {
      const given = String(values.answers[code] ?? '')
      return [text, choices.find((choice) => choice.code === given)?.label ?? given] as const
    })
  return (
    <section className={classes.card} aria-label="What the price was calculated from">
      <h2 className={classes.legend}>Calculated from</h2>
      <Facts wide facts={[['Cover', period(values.policyFrom ?? '', values.policyTo ?? '')], ...answers]} />
    </section>
  )
}
