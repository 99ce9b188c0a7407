import { Button, Text } from '@mantine/core'
import { askPermission, permission } from '../attention/permission.ts'
import { useStore } from '../lib/store.ts'
import classes from './PreferencesPage.module.css'
import { PushSetting } from './PushSetting.tsx'
import type { Preferences } from './preferences.ts'
import { Setting } from './Setting.tsx'

/** Whether and how one is called while no window of the app is looked at. */
export function NotificationSettings({ preferences }: { preferences: Preferences }) {
  return (
    <>
      <Setting
        label="Desktop notifications"
        description="For mentions, direct messages and rooms of which you want to hear everything, while you look elsewhere"
        value={preferences.desktopNotifications}
        input={(desktopNotifications) => ({ desktopNotifications })}
      />
      {preferences.desktopNotifications && <Permission />}
      {preferences.desktopNotifications && <PushSetting />}
      <Setting label="Play a sound with them" value={preferences.sounds} input={(sounds) => ({ sounds })} />
    </>
  )
}

/** Browsers ask each agent for themselves, and only after a click. */
function Permission() {
  const state = useStore(permission)
  if (state === 'granted') return null
  if (state === 'default')
    return (
      <div className={classes.buttons}>
        <Button variant="default" onClick={askPermission}>
          Allow notifications in this browser
        </Button>
      </div>
    )
  const why =
    state === 'denied'
      ? 'This browser does not allow them here. You can change that in its settings for this page.'
      : 'This browser has none for this page.'
  return (
    <Text size="sm" c="dimmed" className={classes.note}>
      {why}
    </Text>
  )
}
