import { useEffect, useRef, useState } from 'react'
import { type CombinedError, useClient } from 'urql'
import type { SalesReportQuery, SalesReportQueryVariables } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { follow } from '../live/follow.ts'
import { isPassing } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'

const SalesReport = graphql(`
  query SalesReport($filter: SalesFilter, $unit: PeriodUnit!) {
    sales(filter: $filter, unit: $unit) {
      ...SalesTotals_report ...SalesTrend_report ...SalesByProduct_report ...SalesByAgent_report
    }
  }
`)

const SalesReportChanged = graphql(`
  subscription SalesReportChanged($filter: SalesFilter, $unit: PeriodUnit!) {
    salesChanged(filter: $filter, unit: $unit) {
      ...SalesTotals_report ...SalesTrend_report ...SalesByProduct_report ...SalesByAgent_report
    }
  }
`)

type Report = SalesReportQuery['sales']
type Shown = { key: string; report: Report }

/**
 * The report that was asked for, from the first one on with every change. Until it is there the last one is shown, as
 * `isOld`, so that nothing jumps while an agent tries filters.
 */
export function useSalesReport(asked: SalesReportQueryVariables): {
  report: Report | undefined
  isOld: boolean
  error: CombinedError | undefined
  retry(): void
} {
  const client = useClient()
  const key = JSON.stringify(asked)
  const { data, error, retry } = useRead(SalesReport, asked)
  const [live, setLive] = useState<Shown | null>(null)
  const again = useRef(retry)
  again.current = retry
  const isRead = data !== undefined
  useEffect(() => {
    // What the server has refused it would refuse again.
    if (!isRead) return
    return follow(client, {
      document: SalesReportChanged,
      variables: JSON.parse(key) as SalesReportQueryVariables,
      onData: ({ salesChanged }) => setLive({ key, report: salesChanged }),
      reload: async () => again.current(),
    })
  }, [client, key, isRead])
  const last = useRef<Report | undefined>(undefined)
  const now = live?.key === key ? live.report : data?.sales
  if (now) last.current = now
  // A sale may make what was followed longer than a report may be.
  const isRefused = error !== undefined && !isPassing(error)
  return { report: isRefused || (error && !now) ? undefined : (now ?? last.current), isOld: !now, error, retry }
}
