import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { graphql } from '../gql/index.ts'
import { money } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { asSentence } from '../ui/field-errors.ts'
import classes from './RefundPreview.module.css'

const Preview = graphql(`
  query TerminationPreview($number: ID!, $date: Date!) {
    policy(number: $number) {
      number
      terminationPreview(terminationDate: $date) {
        __typename
        ... on TerminationPreview { kept { amount currencyCode } refund { amount currencyCode } }
        ... on InvalidInput { message fields { path message } }
        ... on Refusal { code message }
      }
    }
  }
`)

/** What a termination on this day would keep and return. Nothing is changed by looking. */
export function RefundPreview({
  policyNumber,
  terminationDate,
}: {
  policyNumber: string
  terminationDate: string | null
}) {
  const t = useTexts()
  const [{ data, error, fetching }] = useQuery({
    query: Preview,
    variables: { number: policyNumber, date: terminationDate ?? '' },
    pause: terminationDate === null,
    requestPolicy: 'cache-and-network',
  })
  const preview = data?.policy?.terminationPreview
  if (terminationDate === null) return null
  if (error) return <Problem>{failureText(error)}</Problem>
  if (!preview || (fetching && preview.__typename !== 'TerminationPreview'))
    return <Skeleton height={82} radius="md" role="status" aria-label={t('policies.calculatingRefund')} />
  if (preview.__typename === 'InvalidInput')
    return (
      <Problem>{preview.fields.map(({ message }) => asSentence(t('policies.theLastDay'), message)).join(' ')}</Problem>
    )
  if (preview.__typename === 'Refusal') return <Problem>{refusalText(preview)}</Problem>
  const { kept, refund } = preview
  const share = Number(refund.amount) / Math.max(0.01, Number(refund.amount) + Number(kept.amount))
  return (
    <div className={classes.preview} role="status">
      <div className={classes.figures}>
        <div>
          <span className={classes.label}>{t('policies.goesBack')}</span>
          <strong>{money(refund)}</strong>
        </div>
        <div className={classes.kept}>
          <span className={classes.label}>{t('policies.kept')}</span>
          <strong>{money(kept)}</strong>
        </div>
      </div>
      <div className={classes.bar} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}

function Problem({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className={classes.problem}>
      {children}
    </p>
  )
}
