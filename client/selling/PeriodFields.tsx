import { Button, Group } from '@mantine/core'
import type { useForm } from '@mantine/form'
import { isoDay } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import { DayInput } from '../ui/DayInput.tsx'
import classes from './PeriodFields.module.css'

const lengths = [
  { label: 'selling.week', days: 7 },
  { label: 'selling.month', days: 30 },
  { label: 'selling.year', days: 365 },
] as const

type InputProps = ReturnType<ReturnType<typeof useForm>['getInputProps']>

type Props = {
  from: InputProps
  to: InputProps
  policyFrom: string | null
  /** The first day on which a cover may begin; null for any. */
  earliest: string | null
  onTo(day: string): void
}

/** From when to when, with the usual lengths one click away. */
export function PeriodFields({ from, to, policyFrom, earliest, onTo }: Props) {
  const t = useTexts()
  const setLength = (days: number) => policyFrom && onTo(isoDay(days, new Date(`${policyFrom}T00:00:00`)))
  return (
    <div className={classes.period}>
      <DayInput label={t('selling.policyFrom')} earliest={earliest} {...from} />
      <DayInput label={t('selling.policyTo')} earliest={policyFrom} {...to} />
      <Group gap={6} className={classes.lengths} role="group" aria-label={t('selling.length')}>
        {lengths.map(({ label, days }) => (
          <Button
            key={label}
            size="compact-xs"
            variant="default"
            disabled={!policyFrom}
            onClick={() => setLength(days)}
          >
            {t(label)}
          </Button>
        ))}
      </Group>
    </div>
  )
}
