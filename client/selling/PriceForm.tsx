import { Alert, Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRef, useState } from 'react'
import { useMutation } from 'urql'
import type { PriceForm_OfferFragment } from '../gql/graphql.ts'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { fieldErrors, formErrors } from '../ui/field-errors.ts'
import { focusField } from '../ui/focus-field.ts'
import { Answered } from './Answered.tsx'
import { CoverPicker } from './CoverPicker.tsx'
import { PeriodFields } from './PeriodFields.tsx'
import classes from './PriceForm.module.css'
import { PricePanel } from './PricePanel.tsx'
import { firstValues, type PriceValues, toInput, validatePrice } from './price-form.ts'
import { QuestionField } from './QuestionField.tsx'
import { loadAnswers, saveAnswers } from './saved-answers.ts'

const PriceForm_product = graphql(`
  fragment PriceForm_product on Product {
    code
    icon
    questions { code index type ...QuestionField_question ...Answered_question }
    covers { code ...CoverPicker_cover }
  }
`)

const PriceForm_offer = graphql(`fragment PriceForm_offer on Offer { number ...PricePanel_offer }`)

const CreateOffer = graphql(`
  mutation CreateOffer($input: CreateOfferInput!) {
    createOffer(input: $input) {
      __typename
      ... on CreateOfferSuccess { offer { ...PriceForm_offer } }
      ... on InvalidInput { message fields { path message } }
      ... on Refusal { message }
    }
  }
`)

/** The questions on one side, the price on the other. What was priced stands fixed beside its price until the agent decides to change it. */
export function PriceForm({ product }: { product: FragmentType<typeof PriceForm_product> }) {
  const { code, icon, questions, covers } = readFragment(PriceForm_product, product)
  const entry = useRef<HTMLFormElement>(null)
  const [offer, setOffer] = useState<PriceForm_OfferFragment | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [{ fetching }, createOffer] = useMutation(CreateOffer)
  const form = useForm<PriceValues>({
    initialValues: firstValues({ questions, covers }, loadAnswers(code)),
    validate: validatePrice,
  })
  const focusFirst = (errors: Record<string, unknown>) => focusField(form.getInputNode(Object.keys(errors)[0] ?? ''))
  const known = (path: string) =>
    path === 'selectedCovers' || path in validatePrice(form.values) || form.getInputNode(path) !== null

  async function calculate(values: PriceValues) {
    setProblem(null)
    saveAnswers(code, values)
    const { data, error } = await createOffer({ input: toInput(code, values) })
    const result = data?.createOffer
    if (result?.__typename === 'CreateOfferSuccess') setOffer(readFragment(PriceForm_offer, result.offer))
    else if (result?.__typename === 'InvalidInput') {
      const errors = fieldErrors(result.fields)
      form.setErrors(errors)
      setProblem(formErrors(result.fields, known))
      focusFirst(errors)
    } else setProblem(result ? result.message : failureText(error))
  }

  function change() {
    setOffer(null)
    // The button that had the focus is gone with the price.
    requestAnimationFrame(() => entry.current?.focus())
  }

  if (offer)
    return (
      <div className={classes.columns}>
        <Answered questions={questions} values={form.values} />
        <PricePanel icon={icon} offer={offer} onChange={change} />
      </div>
    )
  return (
    <div className={classes.columns}>
      <form
        ref={entry}
        tabIndex={-1}
        className={classes.card}
        onSubmit={form.onSubmit(calculate, focusFirst)}
        noValidate
      >
        {problem && (
          <Alert color="ember" role="alert" mb="md">
            {problem}
          </Alert>
        )}
        <fieldset disabled={fetching} className={classes.fields}>
          <legend className={classes.legend}>What the price depends on</legend>
          <PeriodFields
            from={form.getInputProps('policyFrom')}
            to={form.getInputProps('policyTo')}
            policyFrom={form.values.policyFrom}
            onTo={(day) => form.setFieldValue('policyTo', day)}
          />
          {[...questions]
            .sort((a, b) => a.index - b.index)
            .map((question) => (
              <QuestionField
                key={question.code}
                question={question}
                {...form.getInputProps(`answers.${question.code}`)}
              />
            ))}
          <CoverPicker
            covers={covers}
            selected={form.values.covers}
            error={form.errors.selectedCovers}
            onChange={(cover, on) => form.setFieldValue(`covers.${cover}`, on)}
          />
        </fieldset>
        <Button type="submit" size="md" loading={fetching} mt="lg">
          Calculate price
        </Button>
      </form>
      <PricePanel icon={icon} offer={null} onChange={() => {}} />
    </div>
  )
}
