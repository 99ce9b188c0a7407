import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, isoDay, properName } from '../lib/format.ts'
import { useToday } from '../lib/today.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { Card, LoadingRows, NoRows, rowsAtFirst } from './Card.tsx'
import { daysUntil, inDays } from './days-until.ts'
import classes from './Home.module.css'
import { useOnSales } from './useOnSales.ts'

const EndingRow_policy = graphql(`
  fragment EndingRow_policy on Policy { number product { name } policyHolder { firstName lastName } policyTo }
`)

const EndingPoliciesOf = graphql(`
  query EndingPolicies($from: Date!, $to: Date!, $first: Int!) {
    endingPolicies(from: $from, to: $to, first: $first) { number ...EndingRow_policy }
  }
`)

/** How far one looks ahead, in days. */
const ahead = 30
/** More is not shown: one page of the server. */
const most = 200

/** The agent's policies whose cover ends soon: the holder may want to go on. */
export function EndingPolicies() {
  const t = useTexts()
  const [showsAll, setShowsAll] = useState(false)
  const from = useToday()
  const to = isoDay(ahead, new Date(`${from}T00:00:00`))
  // One more than is shown says whether there are more.
  const first = showsAll ? most : rowsAtFirst + 1
  const { data, error, retry } = useRead(EndingPoliciesOf, { from, to, first })
  useOnSales('own', retry)
  const policies = data?.endingPolicies ?? []
  const shown = showsAll ? policies : policies.slice(0, rowsAtFirst)
  return (
    <Card title={t('home.ending', { days: ahead })} all={{ to: '/policies', label: t('policies.all') }}>
      {!data && error && <Failed text={failureText(error)} onRetry={retry} />}
      {!data && !error && <LoadingRows label={t('policies.loading')} />}
      {data && policies.length === 0 && (
        <NoRows to="/policies" action={t('home.seePolicies')}>
          {t('home.noneEnding', { days: ahead })}
        </NoRows>
      )}
      <ul className={classes.list}>
        {shown.map((policy) => (
          <EndingRow key={policy.number} policy={policy} today={from} />
        ))}
      </ul>
      {policies.length > shown.length && (
        <div className={classes.more}>
          <Button variant="default" size="compact-md" onClick={() => setShowsAll(true)}>
            {t('ui.showMore')}
          </Button>
        </div>
      )}
    </Card>
  )
}

function EndingRow({ policy, today }: { policy: FragmentType<typeof EndingRow_policy>; today: string }) {
  useTexts()
  const { number, product, policyHolder, policyTo } = readFragment(EndingRow_policy, policy)
  return (
    <li>
      <Link to={`/policies/${encodeURIComponent(number)}`} className={classes.row}>
        <span className={classes.words}>
          <span className={classes.name}>
            {policyHolder.firstName} {policyHolder.lastName}
          </span>
          <span className={classes.about}>{properName(product.name)}</span>
        </span>
        <span className={classes.end}>
          <span>{inDays(daysUntil(policyTo, today))}</span>
          <span className={classes.when}>{calendarDay(policyTo)}</span>
        </span>
      </Link>
    </li>
  )
}
