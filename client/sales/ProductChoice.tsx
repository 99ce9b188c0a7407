import { NativeSelect } from '@mantine/core'
import { graphql } from '../gql/index.ts'
import { properName } from '../lib/format.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'

const ProductChoices = graphql(`query ProductChoices { products { code name } }`)

/** One of the products on sale, or with null all that there ever were. */
export function ProductChoice({ value, onChange }: { value: string | null; onChange(code: string | null): void }) {
  const t = useTexts()
  const { data } = useRead(ProductChoices, {})
  const known = (data?.products ?? []).map(({ code, name }) => ({ value: code, label: properName(name) }))
  return (
    <NativeSelect
      label={t('sales.product')}
      data={[{ value: '*', label: t('sales.allProducts') }, ...withCurrent(known, value)]}
      value={value ?? '*'}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '*' ? null : currentTarget.value)}
    />
  )
}

/** With what is chosen, also where only other services know it. */
export function withCurrent(choices: { value: string; label: string }[], current: string | null) {
  const isThere = current === null || choices.some(({ value }) => value === current)
  return isThere ? choices : [...choices, { value: current, label: current }]
}
