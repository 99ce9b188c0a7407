import { Skeleton } from '@mantine/core'
import { failureText } from '../network/failure.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { Appearance } from './Appearance.tsx'
import { DoNotDisturb } from './DoNotDisturb.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { NotificationSettings } from './NotificationSettings.tsx'
import { usePreferences, usePreferencesStore } from './PreferencesProvider.tsx'
import { QuietHours } from './QuietHours.tsx'
import { Section } from './Section.tsx'
import { Setting } from './Setting.tsx'

/** How the app looks here, and how the agent is called anywhere. Everything takes effect at once. */
export function PreferencesPage() {
  const t = useTexts()
  const { preferences, error } = usePreferences()
  const { ask } = usePreferencesStore()
  return (
    <Page title={t('preferences.title')} about={t('preferences.about')}>
      <Section title={t('preferences.appearance')}>
        <Appearance />
      </Section>
      <Section title={t('preferences.language')}>
        <LanguageChoice />
      </Section>
      {!preferences && error && <Failed text={failureText(error)} onRetry={ask} />}
      {!preferences && !error && (
        <Skeleton height={240} radius="md" role="status" aria-label={t('preferences.loading')} />
      )}
      {preferences && (
        <>
          <Section title={t('preferences.notifications')}>
            <NotificationSettings preferences={preferences} />
          </Section>
          <Section title={t('preferences.doNotDisturb')}>
            <DoNotDisturb until={preferences.doNotDisturbUntil} />
          </Section>
          <Section title={t('preferences.quietHours')}>
            <QuietHours preferences={preferences} />
          </Section>
          <Section title={t('preferences.typing')}>
            <Setting
              label={t('preferences.showTyping')}
              value={preferences.showTyping}
              input={(showTyping) => ({ showTyping })}
            />
          </Section>
        </>
      )}
    </Page>
  )
}
