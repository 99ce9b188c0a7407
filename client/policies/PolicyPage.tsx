import { Alert, Button, Skeleton } from '@mantine/core'
import { IconCircleCheck, IconFileUnknown } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { graphql } from '../gql/index.ts'
import { calendarDay, properName } from '../lib/format.ts'
import { useUtcToday } from '../lib/today.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { Payments } from '../payments/Payments.tsx'
import { useLanguage, useTexts } from '../texts/texts.ts'
import { BackLink } from '../ui/BackLink.tsx'
import { Blank, Failed } from '../ui/Blank.tsx'
import { useStateOnce } from '../ui/history-state.ts'
import { Page } from '../ui/Page.tsx'
import { PolicyActions } from './PolicyActions.tsx'
import { PolicyDetails } from './PolicyDetails.tsx'
import { Status } from './Status.tsx'
import { Terminate } from './Terminate.tsx'

const PolicyOf = graphql(`
  query PolicyOf($number: ID!, $language: Language!) {
    policy(number: $number) {
      number
      shortNumber
      status
      policyFrom
      policyTo
      documentUrl(language: $language)
      product { name }
      ...PolicyDetails_policy
      ...Terminate_policy
    }
  }
`)

/** One policy, whole. */
export function PolicyPage() {
  const t = useTexts()
  const { policyNumber = '' } = useParams()
  const language = useLanguage() === 'pl' ? 'PL' : 'EN'
  const { data, error, retry } = useRead(PolicyOf, { number: policyNumber, language })
  const policy = data?.policy
  const back = <BackLink to="/policies">{t('policies.all')}</BackLink>
  return (
    <Page
      title={policy ? properName(policy.product.name) : t('policies.policy')}
      about={policy && <Status policy={policy} />}
      back={back}
      layout="wide"
      actions={policy?.status === 'ACTIVE' && <Terminate policy={policy} />}
    >
      {policy && <JustDone key={policy.number} policyFrom={policy.policyFrom} />}
      {!data && error && <Failed text={failureText(error)} onRetry={retry} />}
      {!data && !error && <Skeleton height={420} radius="lg" role="status" aria-label={t('policies.loadingOne')} />}
      {policy && (
        <PolicyActions
          key={policy.number}
          policyNumber={policy.number}
          shortNumber={policy.shortNumber}
          documentUrl={policy.documentUrl}
        />
      )}
      {policy && (
        <PolicyDetails policy={policy}>
          <Payments policyNumber={policy.number} isAwaited />
        </PolicyDetails>
      )}
      {data && !policy && (
        <Blank
          icon={<IconFileUnknown size={44} stroke={1.4} />}
          title={t('policies.notYours')}
          action={
            <Button component={Link} to="/policies" variant="light">
              {t('policies.toAll')}
            </Button>
          }
        >
          {t('policies.notYoursAbout', { number: policyNumber })}
        </Blank>
      )}
      {data && !policy && <Payments policyNumber={policyNumber} isAwaited={false} />}
    </Page>
  )
}

/** What the agent has just done here. It is told once: loading the page again does not repeat it. */
function JustDone({ policyFrom }: { policyFrom: string }) {
  const t = useTexts()
  const done = useStateOnce<{ sold?: boolean; refund?: string }>()
  const today = useUtcToday()
  if (!done?.sold && !done?.refund) return null
  return (
    <Alert
      color="lagoon"
      icon={<IconCircleCheck size={20} />}
      role="status"
      mb="md"
      title={t(done.sold ? 'policies.sold' : 'policies.status.Terminated')}
    >
      {!done.sold
        ? t('policies.refunded', { refund: done.refund ?? '' })
        : policyFrom > today
          ? t('policies.inForceFrom', { day: calendarDay(policyFrom) })
          : t('policies.inForceNow')}
    </Alert>
  )
}
