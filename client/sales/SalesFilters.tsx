import { Checkbox, NativeSelect, SegmentedControl } from '@mantine/core'
import type { PeriodUnit } from '../gql/graphql.ts'
import { usePeople } from '../people/PeopleProvider.tsx'
import { useTexts } from '../texts/texts.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { ProductChoice, withCurrent } from './ProductChoice.tsx'
import classes from './SalesFilters.module.css'
import { daysOf, periodUnits, type SalesView, salesRanges } from './sales-view.ts'

type Props = {
  view: SalesView
  asked: { unit: PeriodUnit; filter: { from?: string | null; to?: string | null } }
  onChange(next: Partial<SalesView>): void
}

/** Which sales are shown, and how they are put together. */
export function SalesFilters({ view, asked, onChange }: Props) {
  const t = useTexts()
  return (
    <fieldset className={classes.filters} aria-label={t('sales.filters')}>
      <SegmentedControl
        className={classes.ranges}
        aria-label={t('sales.range')}
        data={salesRanges.map((value) => ({ value, label: t(`sales.ranges.${value}`) }))}
        value={view.range}
        onChange={(chosen) => {
          const range = salesRanges.find((one) => one === chosen) ?? '12months'
          // One's own range begins as the one that is shown.
          onChange({ range, ...(range === 'own' ? daysOf(view, asked.filter.to ?? '') : {}), unit: null })
        }}
      />
      {view.range === 'own' && <OwnRange view={view} onChange={onChange} />}
      <ProductChoice value={view.product} onChange={(product) => onChange({ product })} />
      <AgentChoice view={view} onChange={onChange} />
      <NativeSelect
        label={t('sales.unit')}
        data={periodUnits.map((value) => ({ value, label: t(`sales.units.${value}`) }))}
        value={asked.unit}
        onChange={({ currentTarget: { value } }) =>
          onChange({ unit: periodUnits.find((one) => one === value) ?? null })
        }
      />
      <NativeSelect
        label={t('sales.by')}
        data={[
          { value: 'SOLD_AT', label: t('sales.bySale') },
          { value: 'COVER_FROM', label: t('sales.byCover') },
        ]}
        value={view.by}
        onChange={({ currentTarget: { value } }) => onChange({ by: value === 'COVER_FROM' ? 'COVER_FROM' : 'SOLD_AT' })}
      />
      <Checkbox
        className={classes.terminated}
        label={t('sales.includeTerminated')}
        checked={view.includeTerminated}
        onChange={({ currentTarget }) => onChange({ includeTerminated: currentTarget.checked })}
      />
    </fieldset>
  )
}

type PartProps = Pick<Props, 'view' | 'onChange'>

function OwnRange({ view: { from, to }, onChange }: PartProps) {
  const t = useTexts()
  return (
    <>
      <DayInput
        label={t('sales.from')}
        value={from}
        latest={to}
        clearable
        clearButtonProps={{ 'aria-label': t('sales.noFrom') }}
        onChange={(day) => onChange({ from: day })}
      />
      <DayInput
        label={t('sales.to')}
        value={to}
        earliest={from}
        clearable
        clearButtonProps={{ 'aria-label': t('sales.noTo') }}
        onChange={(day) => onChange({ to: day })}
      />
    </>
  )
}

function AgentChoice({ view: { agent }, onChange }: PartProps) {
  const t = useTexts()
  const { people } = usePeople()
  const known = (people ?? [])
    .filter(({ role }) => role !== 'SERVICE')
    .map(({ login, name }) => ({ value: login.toLowerCase(), label: name }))
  const nobody = { value: '', label: t('sales.nobody') }
  return (
    <NativeSelect
      label={t('sales.agent')}
      data={[{ value: '*', label: t('sales.allAgents') }, ...withCurrent([...known, nobody], agent)]}
      value={agent ?? '*'}
      onChange={({ currentTarget: { value } }) => onChange({ agent: value === '*' ? null : value })}
    />
  )
}
