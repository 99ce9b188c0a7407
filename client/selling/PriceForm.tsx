import { useForm } from '@mantine/form'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useClient, useMutation } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { isoDay } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { useMe } from '../session/useMe.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { fieldErrors, formErrors } from '../ui/field-errors.ts'
import { focusField } from '../ui/focus-field.ts'
import { OfferToShow, PricedOffer } from './PricedOffer.tsx'
import { PriceFields } from './PriceFields.tsx'
import { firstValues, type PriceValues, priceLabel, toInput, validatePrice } from './price-form.ts'
import { loadAnswers, saveAnswers } from './saved-answers.ts'

const PriceForm_product = graphql(`
  fragment PriceForm_product on Product {
    code
    maxNumberOfInsured
    insured
    questions { code type text min max }
    covers { code }
    ...PriceFields_product
    ...PricedOffer_product
  }
`)

const CreateOffer = graphql(`
  mutation CreateOffer($input: CreateOfferInput!) {
    createOffer(input: $input) {
      __typename
      ... on CreateOfferSuccess { offer { number } }
      ... on InvalidInput { message fields { path message } }
      ... on Refusal { code message }
    }
  }
`)

type Props = { product: FragmentType<typeof PriceForm_product>; offerNumber: string | null }

/**
 * The questions of a product, or the price of an offer that was made from them: `offerNumber`. What was entered stays, so
 * that an agent can go back to it from the price.
 */
export function PriceForm({ product, offerNumber }: Props) {
  const asked = readFragment(PriceForm_product, product)
  const { code } = asked
  const navigate = useNavigate()
  const client = useClient()
  const earliest = useMe()?.role === 'ADMIN' ? null : isoDay()
  const entry = useRef<HTMLFormElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [{ fetching }, createOffer] = useMutation(CreateOffer)
  const form = useForm<PriceValues>({
    initialValues: firstValues(asked, loadAnswers(code)),
    validate: (values) => validatePrice(values, asked, earliest),
  })
  const focusFirst = (errors: Record<string, unknown>) => focusField(form.getInputNode(Object.keys(errors)[0] ?? ''))
  const labelOf = (path: string) => priceLabel(path, asked)
  const known = (path: string) => path === 'selectedCovers' || path in form.values || form.getInputNode(path) !== null

  async function calculate(values: PriceValues) {
    setProblem(null)
    saveAnswers(code, values)
    const { data, error } = await createOffer({ input: toInput(code, values) })
    const result = data?.createOffer
    if (result?.__typename === 'CreateOfferSuccess') {
      const { number } = result.offer
      saveAnswers(number, values)
      // Read before the screen changes, so that the price is there at once.
      await client.query(OfferToShow, { number }).toPromise()
      navigate(`/sell/${encodeURIComponent(code)}/offers/${encodeURIComponent(number)}`, {
        state: { calculated: true },
      })
    } else if (result?.__typename === 'InvalidInput') {
      const errors = fieldErrors(result.fields, labelOf)
      form.setErrors(errors)
      setProblem(formErrors(result.fields, known, labelOf))
      focusFirst(errors)
    } else setProblem(result ? refusalText(result) : failureText(error))
  }

  function change() {
    if (offerNumber) form.setValues(firstValues(asked, loadAnswers(offerNumber) ?? form.values))
    navigate(`/sell/${encodeURIComponent(code)}`, { state: { keepsFocus: true } })
    // The button that had the focus is gone with the price.
    requestAnimationFrame(() => entry.current?.focus())
  }

  if (offerNumber) return <PricedOffer key={offerNumber} number={offerNumber} product={asked} onChange={change} />
  return (
    <PriceFields
      ref={entry}
      product={asked}
      asked={asked}
      form={form}
      earliest={earliest}
      problem={problem}
      busy={fetching}
      onSubmit={form.onSubmit(calculate, focusFirst)}
    />
  )
}
