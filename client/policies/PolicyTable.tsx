import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { PolicySort } from '../gql/graphql.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './PolicyTable.module.css'
import { ariaSort, nextSort, type SortName } from './policies-view.ts'

type Props = { sort: PolicySort | null; onSort(sort: PolicySort | null): void; children: ReactNode }

/** The columns of policies; pressing the head of one sorts by it. */
export function PolicyTable({ sort, onSort, children }: Props) {
  const t = useTexts()
  const columns: { name: string; sorts?: SortName; figure?: boolean }[] = [
    { name: t('policies.holder'), sorts: 'holder' },
    { name: t('policies.number') },
    { name: t('policies.product'), sorts: 'product' },
    { name: t('policies.from'), sorts: 'from' },
    { name: t('policies.to'), sorts: 'to' },
    { name: t('policies.soldOn'), sorts: 'sold' },
    { name: t('policies.statusIs') },
    { name: t('policies.premium'), sorts: 'premium', figure: true },
  ]
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={t('policies.title')}>
        <thead>
          <tr>
            {columns.map(({ name, sorts, figure }) => (
              <th key={name} scope="col" aria-sort={sorts && ariaSort(sort, sorts)} data-figure={figure}>
                {sorts ? (
                  <button type="button" onClick={() => onSort(nextSort(sort, sorts))}>
                    {name} <Way way={ariaSort(sort, sorts)} />
                  </button>
                ) : (
                  name
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

function Way({ way }: { way: ReturnType<typeof ariaSort> }) {
  if (way === 'none') return <IconArrowsSort size={14} aria-hidden="true" className={classes.unsorted} />
  return way === 'ascending' ? (
    <IconArrowUp size={14} aria-hidden="true" />
  ) : (
    <IconArrowDown size={14} aria-hidden="true" />
  )
}
