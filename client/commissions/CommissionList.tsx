import { Skeleton } from '@mantine/core'
import { IconCoins } from '@tabler/icons-react'
import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, money, percent, properName, shortNumber } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Blank, Failed } from '../ui/Blank.tsx'
import rows from '../ui/LinkRows.module.css'
import type { PageProps } from '../ui/Pages.tsx'
import classes from './Commissions.module.css'

const Commissions = graphql(`
  query Commissions($agent: ID, $month: Date, $after: Cursor) {
    commissions(agent: $agent, month: $month, first: 50, after: $after) {
      totalCount
      total { amount currencyCode }
      edges { node { id ...CommissionRow_commission } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

const CommissionRow_commission = graphql(`
  fragment CommissionRow_commission on Commission {
    kind
    policyNumber
    productCode
    product { name }
    agent { name }
    base { amount currencyCode }
    percent
    amount { amount currencyCode }
    at
  }
`)

type Props = PageProps & { month: string | null; agent: string | null; isAdmin: boolean }

/** One page of commissions, the newest first, below what all of them come to. */
export function CommissionList({ month, agent, isAdmin, after, next }: Props) {
  const t = useTexts()
  const { data, error, retry } = useRead(Commissions, { month, agent, after })
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Skeleton height={240} radius="lg" role="status" aria-label={t('commissions.loading')} />
  const { edges, total, totalCount, pageInfo } = data.commissions
  if (edges.length === 0 && after === null)
    return (
      <Blank icon={<IconCoins size={40} stroke={1.4} />} title={t('commissions.nothing')}>
        {t('commissions.nothingAbout')}
      </Blank>
    )
  return (
    <>
      {after === null && (
        <p className={classes.total} role="status">
          {t('commissions.total', { count: totalCount, total: money(total) })}
        </p>
      )}
      <ul className={rows.list}>
        {edges.map(({ node }) => (
          <CommissionRow key={node.id} commission={node} isAdmin={isAdmin} />
        ))}
      </ul>
      {next(pageInfo)}
    </>
  )
}

type RowProps = { commission: FragmentType<typeof CommissionRow_commission>; isAdmin: boolean }

/** What was earned or taken back; the whole row leads to the policy. */
function CommissionRow({ commission, isAdmin }: RowProps) {
  const t = useTexts()
  const read = readFragment(CommissionRow_commission, commission)
  const share = { percent: percent(Number(read.percent) / 100), base: money(read.base) }
  return (
    <li>
      <Link to={`/policies/${encodeURIComponent(read.policyNumber)}`} className={`${rows.row} ${classes.row}`}>
        <span className={classes.product}>{read.product ? properName(read.product.name) : read.productCode}</span>
        <span className={classes.number} title={read.policyNumber}>
          {shortNumber(read.policyNumber)}
        </span>
        <span className={classes.share}>{t(`commissions.kind.${read.kind}`, share)}</span>
        <span className={classes.day}>
          {calendarDay(read.at.slice(0, 10))}
          {isAdmin && ` · ${read.agent.name}`}
        </span>
        <span className={classes.amount} data-kind={read.kind}>
          {money(read.amount)}
        </span>
      </Link>
    </li>
  )
}
