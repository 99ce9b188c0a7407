import { useTexts } from '../texts/texts.ts'
import { Tabs } from '../ui/Tabs.tsx'

/** What was sold, and what agents earn by it. */
export function SalesTabs() {
  const t = useTexts()
  return (
    <Tabs
      label={t('sales.title')}
      tabs={[
        { to: '/sales', label: t('sales.tab') },
        { to: '/sales/commissions', label: t('commissions.title') },
      ]}
    />
  )
}
