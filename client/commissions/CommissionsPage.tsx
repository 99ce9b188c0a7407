import { useSearchParams } from 'react-router'
import { SalesTabs } from '../sales/SalesTabs.tsx'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { Page } from '../ui/Page.tsx'
import { Pages } from '../ui/Pages.tsx'
import { CommissionFilters } from './CommissionFilters.tsx'
import { CommissionList } from './CommissionList.tsx'
import { CommissionRates } from './CommissionRates.tsx'
import { CommissionsByAgent } from './CommissionsByAgent.tsx'

const dayIn = (text: string | null) => (text && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : null)

/** What an agent has earned, and for administrators what everybody has. What is shown stands in the address. */
export function CommissionsPage() {
  const t = useTexts()
  const isAdmin = useMe()?.role === 'ADMIN'
  const [params, setParams] = useSearchParams()
  const month = dayIn(params.get('month'))
  const agent = isAdmin ? params.get('agent') : null
  const show = (name: 'month' | 'agent', value: string | null) =>
    setParams(
      (now) => {
        if (value === null) now.delete(name)
        else now.set(name, value)
        return now
      },
      { replace: true, state: { keepsFocus: true } },
    )
  return (
    <Page title={t('commissions.title')} about={t('commissions.about')} layout="wide">
      <SalesTabs />
      <CommissionFilters
        month={month}
        agent={agent}
        isAdmin={isAdmin}
        onMonth={(chosen) => show('month', chosen)}
        onAgent={(chosen) => show('agent', chosen)}
      />
      {isAdmin && agent === null && <CommissionsByAgent month={month} />}
      <Pages key={`${month} ${agent}`}>
        {(page) => <CommissionList {...page} month={month} agent={agent} isAdmin={isAdmin} />}
      </Pages>
      <CommissionRates isAdmin={isAdmin} />
    </Page>
  )
}
