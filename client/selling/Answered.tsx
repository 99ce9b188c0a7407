import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { period } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import { Facts } from '../ui/Facts.tsx'
import classes from './PriceForm.module.css'
import type { PriceValues } from './price-form.ts'

const Answered_question = graphql(`
  fragment Answered_question on Question { code index text unit choices { code label } }
`)

const Answered_offer = graphql(`fragment Answered_offer on Offer { policyFrom policyTo }`)

type Props = {
  offer: FragmentType<typeof Answered_offer>
  questions: readonly FragmentType<typeof Answered_question>[]
  /** As they were entered; null where this browser does not know them. */
  answers: PriceValues['answers'] | null
}

/** What the price was calculated from: to be read out to the customer, not to be changed by accident. */
export function Answered({ offer, questions, answers }: Props) {
  const t = useTexts()
  const { policyFrom, policyTo } = readFragment(Answered_offer, offer)
  const given = [...readFragment(Answered_question, questions)]
    .sort((a, b) => a.index - b.index)
    .map(({ code, text, unit, choices }) => {
      const answer = String(answers?.[code] ?? '')
      const label = choices.find((choice) => choice.code === answer)?.label
      return [text, label ?? (unit ? `${answer} ${unit}` : answer)] as const
    })
  return (
    <section className={classes.card} aria-label={t('selling.calculatedFrom')}>
      <h2 className={classes.legend}>{t('selling.calculatedFromShort')}</h2>
      <Facts wide facts={[[t('policies.cover'), period(policyFrom, policyTo)], ...(answers ? given : [])]} />
    </section>
  )
}
