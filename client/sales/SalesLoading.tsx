import { Skeleton } from '@mantine/core'
import { useTexts } from '../texts/texts.ts'
import classes from './SalesPage.module.css'

/** In place of a report that is not here yet. */
export function SalesLoading() {
  const t = useTexts()
  return (
    <div className={classes.report} role="status" aria-label={t('sales.loading')}>
      <Skeleton className={classes.across} height={96} radius="lg" />
      <Skeleton className={classes.across} height={330} radius="lg" />
      <Skeleton height={280} radius="lg" />
      <Skeleton height={280} radius="lg" />
    </div>
  )
}
