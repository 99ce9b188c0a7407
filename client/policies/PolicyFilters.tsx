import { Button, NativeSelect } from '@mantine/core'
import { usePeople } from '../people/PeopleProvider.tsx'
import { ProductChoice, withCurrent } from '../sales/ProductChoice.tsx'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { DayInput } from '../ui/DayInput.tsx'
import classes from './PolicyFilters.module.css'
import { coverStatuses, filtersOf, noFilters, type PoliciesView, sortNames, sortOf, sortText } from './policies-view.ts'
import { statusWords } from './status.ts'

type Props = { view: PoliciesView; isSearched: boolean; onChange(next: Partial<PoliciesView>): void }

/** Which policies are shown, and in which order. */
export function PolicyFilters({ view, isSearched, onChange }: Props) {
  const t = useTexts()
  const me = useMe()
  return (
    <fieldset className={classes.filters} aria-label={t('policies.filters')}>
      <NativeSelect
        label={t('policies.statusIs')}
        data={[
          { value: '', label: t('policies.anyStatus') },
          ...coverStatuses.map((value) => ({ value, label: t(`policies.status.${statusWords[value]}`) })),
        ]}
        value={view.status ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ status: coverStatuses.find((one) => one === value) ?? null })
        }
      />
      <ProductChoice value={view.product} onChange={(product) => onChange({ product })} />
      {me?.role !== 'AGENT' && <AgentChoice value={view.agent} onChange={(agent) => onChange({ agent })} />}
      <Days view={view} from="soldFrom" to="soldTo" onChange={onChange} />
      <Days view={view} from="endsFrom" to="endsTo" onChange={onChange} />
      <Order view={view} isSearched={isSearched} onChange={onChange} />
      {filtersOf(view) > 0 && (
        <Button variant="subtle" className={classes.clear} onClick={() => onChange(noFilters)}>
          {t('policies.clearFilters')}
        </Button>
      )}
    </fieldset>
  )
}

type DaysProps = Pick<Props, 'view' | 'onChange'> & { from: 'soldFrom' | 'endsFrom'; to: 'soldTo' | 'endsTo' }

function Days({ view, from, to, onChange }: DaysProps) {
  const t = useTexts()
  const common = { clearable: true, clearButtonProps: { 'aria-label': t('policies.noDay') } }
  return (
    <>
      <DayInput
        label={t(`policies.${from}`)}
        value={view[from]}
        latest={view[to]}
        onChange={(day) => onChange({ [from]: day })}
        {...common}
      />
      <DayInput
        label={t(`policies.${to}`)}
        value={view[to]}
        earliest={view[from]}
        onChange={(day) => onChange({ [to]: day })}
        {...common}
      />
    </>
  )
}

function AgentChoice({ value, onChange }: { value: string | null; onChange(login: string | null): void }) {
  const t = useTexts()
  const { people } = usePeople()
  const known = (people ?? [])
    .filter(({ role }) => role !== 'SERVICE')
    .map(({ login, name }) => ({ value: login, label: name }))
  return (
    <NativeSelect
      label={t('sales.agent')}
      data={[{ value: '', label: t('sales.allAgents') }, ...withCurrent(known, value)]}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
    />
  )
}

/** For where there are no columns, whose heads sort as well. */
function Order({ view: { sort }, isSearched, onChange }: Props) {
  const t = useTexts()
  const names = {
    holder: t('policies.holder'),
    product: t('policies.product'),
    from: t('policies.from'),
    to: t('policies.to'),
    sold: t('policies.soldOn'),
    premium: t('policies.premium'),
  }
  return (
    <NativeSelect
      className={classes.order}
      label={t('policies.order')}
      data={[
        { value: '', label: t(isSearched ? 'policies.bestFirst' : 'policies.newestFirst') },
        ...sortNames.flatMap((name) => [
          { value: `${name}-asc`, label: t('policies.rising', { column: names[name] }) },
          { value: `${name}-desc`, label: t('policies.falling', { column: names[name] }) },
        ]),
      ]}
      value={sort === null ? '' : sortText(sort)}
      onChange={({ currentTarget: { value } }) => onChange({ sort: sortOf(value) })}
    />
  )
}
