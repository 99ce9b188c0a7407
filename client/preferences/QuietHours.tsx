import { ActionIcon, Button, NativeSelect, Text, TextInput, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Weekday } from '../gql/graphql.ts'
import { newId } from '../lib/new-id.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './PreferencesPage.module.css'
import type { Preferences } from './preferences.ts'
import { nights, type QuietRow, quietHoursOf, rowsOf, weekdays } from './quiet-hours.ts'
import { useChange } from './useChange.ts'

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

type KeyedRow = QuietRow & { key: string }

/** Rows have no name of their own, by which they could be told apart. */
const withKey = (row: QuietRow): KeyedRow => ({ ...row, key: newId() })

/** The hours of each week in which one is not called. They are kept as soon as every time is filled in. */
export function QuietHours({ preferences }: { preferences: Preferences }) {
  const t = useTexts()
  const change = useChange()
  const [rows, setRows] = useState(() => rowsOf(preferences.quietHours).map(withKey))
  const timeZone = preferences.timeZone ?? browserZone()

  function keep(next: KeyedRow[]) {
    setRows(next)
    const quietHours = quietHoursOf(next)
    if (quietHours) change({ quietHours, timeZone })
  }
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('preferences.quietAbout')}
      </Text>
      {rows.map((row, at) => (
        <QuietRowFields
          key={row.key}
          row={row}
          number={at + 1}
          onChange={(next) => keep(rows.with(at, { ...next, key: row.key }))}
          onRemove={() => keep(rows.toSpliced(at, 1))}
        />
      ))}
      <div className={classes.buttons}>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => keep([...rows, withKey(nights)])}
        >
          {t('preferences.addQuiet')}
        </Button>
      </div>
      {rows.length > 0 && (
        <NativeSelect
          className={classes.choice}
          label={t('preferences.timeZone')}
          data={zones(timeZone)}
          value={timeZone}
          onChange={(event) => change({ timeZone: event.currentTarget.value })}
        />
      )}
    </>
  )
}

type RowProps = { row: QuietRow; number: number; onChange(row: QuietRow): void; onRemove(): void }

function QuietRowFields({ row, number, onChange, onRemove }: RowProps) {
  const t = useTexts()
  const { days, from, to } = row
  const toggle = (day: Weekday) =>
    onChange({ ...row, days: days.includes(day) ? days.filter((each) => each !== day) : [...days, day] })
  return (
    <fieldset className={classes.quiet}>
      <legend className={classes.legend}>{t('preferences.quietNumber', { number })}</legend>
      <div className={classes.days}>
        {weekdays.map((day) => (
          <UnstyledButton
            key={day}
            className={classes.day}
            aria-pressed={days.includes(day)}
            onClick={() => toggle(day)}
          >
            <span aria-hidden="true">{t(`preferences.short.${day}`)}</span>
            <VisuallyHidden component="span">{t(`preferences.day.${day}`)}</VisuallyHidden>
          </UnstyledButton>
        ))}
      </div>
      <div className={classes.times}>
        <TextInput
          type="time"
          label={t('preferences.from')}
          value={from}
          onChange={(event) => onChange({ ...row, from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('preferences.to')}
          value={to}
          onChange={(event) => onChange({ ...row, to: event.currentTarget.value })}
        />
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('preferences.removeQuiet', { number })}
          onClick={onRemove}
        >
          <IconTrash size={17} />
        </ActionIcon>
      </div>
    </fieldset>
  )
}

/** Every zone the browser knows, and the one in use. */
function zones(used: string): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return known.includes(used) ? known : [used, ...known]
}
