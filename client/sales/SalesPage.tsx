import { useSearchParams } from 'react-router'
import { useUtcToday } from '../lib/today.ts'
import { failureText } from '../network/failure.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { SalesByAgent } from './SalesByAgent.tsx'
import { SalesByProduct } from './SalesByProduct.tsx'
import { SalesFilters } from './SalesFilters.tsx'
import { SalesLoading } from './SalesLoading.tsx'
import classes from './SalesPage.module.css'
import { SalesTabs } from './SalesTabs.tsx'
import { SalesTotals } from './SalesTotals.tsx'
import { SalesTrend } from './SalesTrend.tsx'
import { askedOf, type LinkTo, paramsOf, policiesAddress, type SalesView, viewOf } from './sales-view.ts'
import { useSalesReport } from './useSalesReport.ts'

/** What all have sold, as it happens. What is shown stands in the address. */
export function SalesPage() {
  const t = useTexts()
  const today = useUtcToday()
  const [params, setParams] = useSearchParams()
  const view = viewOf(params)
  const asked = askedOf(view, today)
  const { report, isOld, error, retry } = useSalesReport(asked)
  const show = (next: Partial<SalesView>) =>
    setParams(paramsOf({ ...view, ...next }), { replace: true, state: { keepsFocus: true } })
  const linkTo: LinkTo = (part) => policiesAddress(view, today, part)
  return (
    <Page title={t('sales.title')} about={t('sales.about')} layout="wide">
      <SalesTabs />
      <SalesFilters view={view} asked={asked} onChange={show} />
      {!report && error && <Failed text={failureText(error)} onRetry={retry} />}
      {!report && !error && <SalesLoading />}
      {report && (
        <div className={classes.report} data-old={isOld} aria-busy={isOld}>
          <SalesTotals report={report} linkTo={linkTo} />
          <SalesTrend report={report} unit={asked.unit} linkTo={linkTo} />
          <SalesByProduct report={report} linkTo={linkTo} />
          <SalesByAgent report={report} linkTo={linkTo} />
        </div>
      )}
    </Page>
  )
}
