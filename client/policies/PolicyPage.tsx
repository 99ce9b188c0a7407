import { Alert, Button, Skeleton } from '@mantine/core'
import { IconCircleCheck, IconFileUnknown } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { graphql } from '../gql/index.ts'
import { calendarDay, properName } from '../lib/format.ts'
import { useToday } from '../lib/today.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { BackLink } from '../ui/BackLink.tsx'
import { Blank, Failed } from '../ui/Blank.tsx'
import { useStateOnce } from '../ui/history-state.ts'
import { Page } from '../ui/Page.tsx'
import { PolicyDetails } from './PolicyDetails.tsx'
import { Status } from './Status.tsx'
import { Terminate } from './Terminate.tsx'

const PolicyOf = graphql(`
  query PolicyOf($number: ID!) {
    policy(number: $number) {
      number
      status
      policyFrom
      policyTo
      product { name }
      ...PolicyDetails_policy
      ...Terminate_policy
    }
  }
`)

/** One policy, whole. */
export function PolicyPage() {
  const { policyNumber = '' } = useParams()
  const { data, error, retry } = useRead(PolicyOf, { number: policyNumber })
  const policy = data?.policy
  const back = <BackLink to="/policies">All policies</BackLink>
  return (
    <Page
      title={policy ? properName(policy.product.name) : 'Policy'}
      about={policy && <Status policy={policy} />}
      back={back}
      layout="wide"
      actions={policy?.status === 'ACTIVE' && <Terminate policy={policy} />}
    >
      {policy && <JustDone key={policy.number} policyFrom={policy.policyFrom} />}
      {!data && error && <Failed text={failureText(error)} onRetry={retry} />}
      {!data && !error && <Skeleton height={420} radius="lg" role="status" aria-label="Loading the policy" />}
      {policy && <PolicyDetails policy={policy} />}
      {data && !policy && (
        <Blank
          icon={<IconFileUnknown size={44} stroke={1.4} />}
          title="This policy is not yours to open here"
          action={
            <Button component={Link} to="/policies" variant="light">
              Go to the policies
            </Button>
          }
        >
          Policy {policyNumber} belongs to another agent or was sold by another system. Parley was told about it, but
          does not keep its details.
        </Blank>
      )}
    </Page>
  )
}

/** What the agent has just done here. It is told once: loading the page again does not repeat it. */
function JustDone({ policyFrom }: { policyFrom: string }) {
  const done = useStateOnce<{ sold?: boolean; refund?: string }>()
  const today = useToday()
  if (!done?.sold && !done?.refund) return null
  const begins = policyFrom > today ? ` from ${calendarDay(policyFrom)}` : ''
  return (
    <Alert
      color="lagoon"
      icon={<IconCircleCheck size={20} />}
      role="status"
      mb="md"
      title={done.sold ? 'Sold' : 'Terminated'}
    >
      {done.sold
        ? `The policy is in force as agreed${begins}, and everybody has been told.`
        : `${done.refund} goes back to the customer, and everybody has been told.`}
    </Alert>
  )
}
