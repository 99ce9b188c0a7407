import { Button, Text } from '@mantine/core'
import { askPermission, permission } from '../attention/permission.ts'
import { useStore } from '../lib/store.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './PreferencesPage.module.css'
import { PushSetting } from './PushSetting.tsx'
import type { Preferences } from './preferences.ts'
import { Setting } from './Setting.tsx'

/** Whether and how one is called while no window of the app is looked at. */
export function NotificationSettings({ preferences }: { preferences: Preferences }) {
  const t = useTexts()
  return (
    <>
      <Setting
        label={t('preferences.desktop')}
        description={t('preferences.desktopAbout')}
        value={preferences.desktopNotifications}
        input={(desktopNotifications) => ({ desktopNotifications })}
      />
      {preferences.desktopNotifications && <Permission />}
      {preferences.desktopNotifications && <PushSetting />}
      <Setting label={t('preferences.sound')} value={preferences.sounds} input={(sounds) => ({ sounds })} />
    </>
  )
}

/** Browsers ask each agent for themselves, and only after a click. */
function Permission() {
  const t = useTexts()
  const state = useStore(permission)
  if (state === 'granted') return null
  if (state === 'default')
    return (
      <div className={classes.buttons}>
        <Button variant="default" onClick={askPermission}>
          {t('preferences.allow')}
        </Button>
      </div>
    )
  const why = state === 'denied' ? t('preferences.denied') : t('preferences.unsupported')
  return (
    <Text size="sm" c="dimmed" className={classes.note}>
      {why}
    </Text>
  )
}
