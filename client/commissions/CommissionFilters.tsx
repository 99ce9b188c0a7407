import { NativeSelect } from '@mantine/core'
import { graphql } from '../gql/index.ts'
import { money, monthName } from '../lib/format.ts'
import { useRead } from '../network/useRead.ts'
import { usePeople } from '../people/PeopleProvider.tsx'
import { useTexts } from '../texts/texts.ts'
import classes from './Commissions.module.css'

const CommissionMonths = graphql(`
  query CommissionMonths($agent: ID) {
    commissionMonths(agent: $agent) { month total { amount currencyCode } }
  }
`)

type Props = {
  /** The first day of a month; null is all of them. */
  month: string | null
  /** A login; null is everybody. */
  agent: string | null
  isAdmin: boolean
  onMonth(month: string | null): void
  onAgent(agent: string | null): void
}

/** Of which month, and for administrators whose, commissions are shown. */
export function CommissionFilters({ month, agent, isAdmin, onMonth, onAgent }: Props) {
  const t = useTexts()
  const { data } = useRead(CommissionMonths, { agent })
  const { people } = usePeople()
  const months = (data?.commissionMonths ?? []).map((each) => ({
    value: each.month,
    label: `${monthName(each.month)} · ${money(each.total)}`,
  }))
  const agents = (people ?? [])
    .filter(({ role }) => role !== 'SERVICE')
    .map(({ login, name }) => ({ value: login, label: name }))
  // What the address names is shown also where nothing was earned then.
  const isOther = month !== null && !months.some(({ value }) => value === month)
  return (
    <fieldset className={classes.filters} aria-label={t('commissions.filters')}>
      <NativeSelect
        label={t('commissions.month')}
        data={[
          { value: '', label: t('commissions.allMonths') },
          ...months,
          ...(isOther ? [{ value: month, label: monthName(month) }] : []),
        ]}
        value={month ?? ''}
        onChange={({ currentTarget: { value } }) => onMonth(value || null)}
      />
      {isAdmin && (
        <NativeSelect
          label={t('sales.agent')}
          data={[{ value: '', label: t('sales.allAgents') }, ...agents]}
          value={agent ?? ''}
          onChange={({ currentTarget: { value } }) => onAgent(value || null)}
        />
      )}
    </fieldset>
  )
}
