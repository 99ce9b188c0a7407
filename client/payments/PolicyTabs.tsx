import { useTexts } from '../texts/texts.ts'
import { Tabs } from '../ui/Tabs.tsx'

/** The lists of policies: all, and those on which something is owed. */
export function PolicyTabs() {
  const t = useTexts()
  return (
    <Tabs
      label={t('policies.title')}
      tabs={[
        { to: '/policies', label: t('payments.all') },
        { to: '/policies/overdue', label: t('payments.overdue') },
      ]}
    />
  )
}
