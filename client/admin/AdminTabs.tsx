import { useTexts } from '../texts/texts.ts'
import { Tabs } from '../ui/Tabs.tsx'

/** The screens of administrators. */
export function AdminTabs() {
  const t = useTexts()
  return (
    <Tabs
      label={t('admin.title')}
      tabs={[
        { to: '/admin', label: t('admin.people') },
        { to: '/admin/rooms', label: t('rooms.title') },
        { to: '/admin/announcements', label: t('admin.announcements') },
        { to: '/admin/bank-statements', label: t('payments.bankStatements') },
        { to: '/admin/audit', label: t('admin.audit') },
      ]}
    />
  )
}
