import { Checkbox } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useClient } from 'urql'
import { beginPush, endPush, push } from '../attention/push.ts'
import { useStore } from '../lib/store.ts'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './PreferencesPage.module.css'

/** Whether this browser shows what calls the agent while no window of the app is open. */
export function PushSetting() {
  const t = useTexts()
  const client = useClient()
  const me = useMe()
  const state = useStore(push)
  const [busy, setBusy] = useState(false)
  if (state === 'unsupported' || !me) return null

  async function change(on: boolean, login: string) {
    setBusy(true)
    const problem = await (on ? beginPush(client, login) : endPush(client, login))
    setBusy(false)
    if (problem) notifications.show({ color: 'ember', title: t('preferences.notChanged'), message: problem })
  }
  return (
    <Checkbox
      className={classes.setting}
      label={t('preferences.push')}
      description={t('preferences.pushAbout')}
      checked={state === 'on'}
      disabled={busy}
      onChange={(event) => change(event.currentTarget.checked, me.login)}
    />
  )
}
