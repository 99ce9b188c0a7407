import { useUtcToday } from '../lib/today.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Status.module.css'
import { type Covered, statusOn } from './status.ts'

/** What the policy is today in UTC, the day by which the server lists it. */
export function Status({ policy }: { policy: Covered }) {
  const t = useTexts()
  const word = statusOn(useUtcToday(), policy)
  return (
    <span className={classes.status} data-status={word}>
      {t(`policies.status.${word}`)}
    </span>
  )
}
