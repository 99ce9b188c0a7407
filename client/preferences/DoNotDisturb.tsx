import { Button, Text } from '@mantine/core'
import { whenShort } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import { spans } from './do-not-disturb.ts'
import classes from './PreferencesPage.module.css'
import { useChange } from './useChange.ts'

/** No notification and no sound for a while; what is unread is counted as always. */
export function DoNotDisturb({ until }: { until: string | null }) {
  const t = useTexts()
  const change = useChange()
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {until ? t('preferences.onUntil', { when: whenShort(until) }) : t('preferences.doNotDisturbAbout')}
      </Text>
      <div className={classes.buttons}>
        {spans.map(({ label, until }) => (
          <Button
            key={label}
            variant="default"
            onClick={() => change({ doNotDisturbUntil: until(new Date()).toISOString() })}
          >
            {t(label)}
          </Button>
        ))}
        {until && <Button onClick={() => change({ doNotDisturbUntil: null })}>{t('preferences.endNow')}</Button>}
      </div>
    </>
  )
}
