import { Alert, Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useMutation } from 'urql'
import type { PolicyHolderInput } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import type { MutationContext } from '../network/mutations.ts'
import { useMe } from '../session/useMe.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { fieldErrors, formErrors } from '../ui/field-errors.ts'
import { focusField } from '../ui/focus-field.ts'
import { countryChoices } from './countries.ts'
import { holderLabel, taxIdDoubt, validateHolder } from './holder-checks.ts'
import { loadHolder, removeHolder, saveHolder } from './holder-draft.ts'
import classes from './PriceForm.module.css'
import { removeAnswers } from './saved-answers.ts'

const BuyPolicy = graphql(`
  mutation BuyPolicy($input: BuyPolicyInput!) {
    buyPolicy(input: $input) {
      __typename
      ... on BuyPolicySuccess { policy { number } }
      ... on InvalidInput { message fields { path message } }
      ... on Refusal { code message }
    }
  }
`)

/** An offer that was sold to a holder gives that same policy however often it is bought for her. */
const repeatable: MutationContext = { repeatable: true }

/** Named as in the input, so that what the server finds wrong has its field: `policyHolder.address.zipCode`. */
type Values = { policyHolder: PolicyHolderInput }

const empty: PolicyHolderInput = {
  firstName: '',
  lastName: '',
  taxId: '',
  address: { country: 'Poland', zipCode: '', city: '', street: '' },
}

/** Who the policy is for; confirming it sells the policy. What is entered is kept as a draft of the offer until then. */
export function HolderForm({ offerNumber, productCode }: { offerNumber: string; productCode: string }) {
  const t = useTexts()
  const navigate = useNavigate()
  const login = useMe()?.login ?? ''
  const [problem, setProblem] = useState<string | null>(null)
  const [{ fetching }, buyPolicy] = useMutation(BuyPolicy)
  const form = useForm<Values>({
    initialValues: { policyHolder: loadHolder(login, offerNumber) ?? empty },
    onValuesChange: ({ policyHolder }) => saveHolder(login, offerNumber, policyHolder),
    validate: validateHolder,
  })
  const focusFirst = (errors: Record<string, unknown>) => focusField(form.getInputNode(Object.keys(errors)[0] ?? ''))
  const field = (name: string) => form.getInputProps(`policyHolder.${name}`)
  const doubt = taxIdDoubt(form.values)

  async function confirm({ policyHolder }: Values) {
    setProblem(null)
    const { data, error } = await buyPolicy({ input: { offerNumber, policyHolder } }, repeatable)
    const result = data?.buyPolicy
    if (result?.__typename === 'BuyPolicySuccess') {
      removeAnswers(productCode)
      removeAnswers(offerNumber)
      removeHolder(login, offerNumber)
      navigate(`/policies/${encodeURIComponent(result.policy.number)}`, { replace: true, state: { sold: true } })
    } else if (result?.__typename === 'InvalidInput') {
      const errors = fieldErrors(result.fields, holderLabel)
      form.setErrors(errors)
      setProblem(formErrors(result.fields, (path) => form.getInputNode(path) !== null, holderLabel))
      focusFirst(errors)
    } else setProblem(result ? refusalText(result) : failureText(error))
  }

  return (
    <form className={classes.card} onSubmit={form.onSubmit(confirm, focusFirst)} noValidate>
      {problem && (
        <Alert color="ember" role="alert" mb="md">
          {problem}
        </Alert>
      )}
      <fieldset className={classes.fields} disabled={fetching}>
        <legend className={classes.legend}>{t('policies.holder')}</legend>
        <Group grow align="start">
          <TextInput label={t('selling.firstName')} autoComplete="off" {...field('firstName')} />
          <TextInput label={t('selling.lastName')} autoComplete="off" {...field('lastName')} />
        </Group>
        <div>
          <TextInput label={t('policies.taxId')} autoComplete="off" maw={320} {...field('taxId')} />
          <Text role="status" size="sm" mt={doubt ? 4 : 0} c="var(--p-warn)">
            {doubt}
          </Text>
        </div>
        <NativeSelect label={t('policies.country')} data={countryChoices()} maw={320} {...field('address.country')} />
        <Group grow align="start">
          <TextInput label={t('selling.zipCode')} autoComplete="off" {...field('address.zipCode')} />
          <TextInput label={t('selling.city')} autoComplete="off" {...field('address.city')} />
        </Group>
        <TextInput label={t('selling.street')} autoComplete="off" {...field('address.street')} />
      </fieldset>
      <Button type="submit" size="md" loading={fetching} mt="lg">
        {t('selling.confirm')}
      </Button>
    </form>
  )
}
