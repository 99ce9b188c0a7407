import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMutation } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { percent, properName } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Commissions.module.css'

const Rates = graphql(`
  query CommissionRates { commissionRates { productCode ...CommissionRate_rate } }
`)

const CommissionRate_rate = graphql(`
  fragment CommissionRate_rate on CommissionRate { productCode product { name } percent }
`)

const SetRate = graphql(`
  mutation SetCommissionRate($input: SetCommissionRateInput!) {
    setCommissionRate(input: $input) {
      __typename
      ... on SetCommissionRateSuccess { commissionRate { productCode ...CommissionRate_rate } }
      ... on InvalidInput { message fields { path message } }
      ... on Refusal { code message }
    }
  }
`)

/** What each product earns; administrators change it. */
export function CommissionRates({ isAdmin }: { isAdmin: boolean }) {
  const t = useTexts()
  const { data, retry } = useRead(Rates, {})
  const rates = data?.commissionRates ?? []
  if (rates.length === 0) return null
  return (
    <section className={classes.card} aria-labelledby="rates-heading">
      <h2 id="rates-heading" className={classes.heading}>
        {t('commissions.rates')}
      </h2>
      <p className={classes.about}>{t('commissions.ratesAbout')}</p>
      <ul className={classes.rates}>
        {rates.map((rate) => (
          <li key={rate.productCode}>
            <Rate rate={rate} isAdmin={isAdmin} onChanged={retry} />
          </li>
        ))}
      </ul>
    </section>
  )
}

type RateProps = { rate: FragmentType<typeof CommissionRate_rate>; isAdmin: boolean; onChanged(): void }

function Rate({ rate, isAdmin, onChanged }: RateProps) {
  const t = useTexts()
  const read = readFragment(CommissionRate_rate, rate)
  const { productCode, product } = read
  const name = product ? properName(product.name) : productCode
  const current = String(Number(read.percent))
  const [given, setGiven] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [{ fetching }, setRate] = useMutation(SetRate)
  if (!isAdmin)
    return (
      <span className={classes.rate}>
        {name} <strong>{percent(Number(read.percent) / 100)}</strong>
      </span>
    )

  async function submit(event: FormEvent) {
    event.preventDefault()
    const written = (given ?? current).trim().replace(',', '.')
    if (!/^\d{1,3}(\.\d{1,2})?$/.test(written) || Number(written) > 100) return setWrong(t('commissions.percentForm'))
    setWrong(null)
    const { data, error } = await setRate({ input: { productCode, percent: written } })
    const result = data?.setCommissionRate
    if (result?.__typename === 'SetCommissionRateSuccess') {
      setGiven(null)
      onChanged()
    } else setWrong(result?.__typename === 'Refusal' ? refusalText(result) : failureText(error))
  }

  return (
    <form className={classes.rateForm} onSubmit={submit} noValidate>
      <TextInput
        label={name}
        aria-label={t('commissions.rateOf', { product: name })}
        inputMode="decimal"
        rightSection="%"
        value={given ?? current}
        error={wrong}
        onChange={({ currentTarget: { value } }) => setGiven(value)}
      />
      <Button type="submit" variant="default" loading={fetching} disabled={given === null || given === current}>
        {t('commissions.setRate')}
      </Button>
    </form>
  )
}
