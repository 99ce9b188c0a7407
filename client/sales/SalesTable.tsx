import type { ReactNode } from 'react'
import { money } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './SalesPage.module.css'

type Row = {
  key: string
  /** What the figures are of. */
  head: ReactNode
  count: number
  premium: { amount: string; currencyCode: string }
  /** What stands in the columns of `more`. */
  more?: readonly string[]
}

type Props = {
  /** The name of the first column. */
  of: string
  /** The names of columns behind number and premium. */
  more?: readonly string[]
  rows: readonly Row[]
}

/** Numbers and premiums of products, agents or periods. */
export function SalesTable({ of, more = [], rows }: Props) {
  const t = useTexts()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          {[t('sales.number'), t('sales.premium'), ...more].map((name) => (
            <th key={name} scope="col" className={classes.figure}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, head, count, premium, more = [] }) => (
          <tr key={key}>
            <th scope="row">{head}</th>
            <td className={classes.figure}>{t('sales.pieces', { count })}</td>
            <td className={classes.figure}>{money(premium)}</td>
            {more.map((figure) => (
              <td key={figure} className={classes.figure}>
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
