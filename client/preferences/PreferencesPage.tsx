import { Skeleton } from '@mantine/core'
import { failureText } from '../network/failure.ts'
import { Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { Appearance } from './Appearance.tsx'
import { DoNotDisturb } from './DoNotDisturb.tsx'
import { NotificationSettings } from './NotificationSettings.tsx'
import { usePreferences, usePreferencesStore } from './PreferencesProvider.tsx'
import { QuietHours } from './QuietHours.tsx'
import { Section } from './Section.tsx'
import { Setting } from './Setting.tsx'

/** How the app looks here, and how the agent is called anywhere. Everything takes effect at once. */
export function PreferencesPage() {
  const { preferences, error } = usePreferences()
  const { ask } = usePreferencesStore()
  return (
    <Page title="Preferences" about="What you change takes effect at once">
      <Section title="Appearance">
        <Appearance />
      </Section>
      {!preferences && error && <Failed text={failureText(error)} onRetry={ask} />}
      {!preferences && !error && <Skeleton height={240} radius="md" role="status" aria-label="Loading preferences" />}
      {preferences && (
        <>
          <Section title="Notifications and sounds">
            <NotificationSettings preferences={preferences} />
          </Section>
          <Section title="Do not disturb">
            <DoNotDisturb until={preferences.doNotDisturbUntil} />
          </Section>
          <Section title="Quiet hours">
            <QuietHours preferences={preferences} />
          </Section>
          <Section title="Typing">
            <Setting
              label="Show others that I am typing"
              value={preferences.showTyping}
              input={(showTyping) => ({ showTyping })}
            />
          </Section>
        </>
      )}
    </Page>
  )
}
