import { Alert, Button, Skeleton } from '@mantine/core'
import { IconCircleCheck, IconFileUnknown } from '@tabler/icons-react'
import { Link, useLocation, useParams } from 'react-router'
import { useQuery } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { BackLink } from '../ui/BackLink.tsx'
import { Blank, Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { PolicyDetails } from './PolicyDetails.tsx'
import { Status } from './Status.tsx'
import { Terminate } from './Terminate.tsx'

const PolicyOf = graphql(`
  query PolicyOf($number: ID!) {
    policy(number: $number) {
      number
      status
      product { name }
      ...PolicyDetails_policy
      ...Terminate_policy
    }
  }
`)

/** One policy, whole. */
export function PolicyPage() {
  const { policyNumber = '' } = useParams()
  const { state } = useLocation()
  const [{ data, error }, ask] = useQuery({
    query: PolicyOf,
    variables: { number: policyNumber },
    requestPolicy: 'cache-and-network',
  })
  const policy = data?.policy
  const back = <BackLink to="/policies">All policies</BackLink>
  return (
    <Page
      title={policy?.product.name ?? 'Policy'}
      about={policy && <Status status={policy.status} />}
      back={back}
      layout="wide"
      actions={policy?.status === 'ACTIVE' && <Terminate policy={policy} />}
    >
      {policy && <JustDone state={state} />}
      {!data && error && <Failed text={failureText(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />}
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

/** What the agent has just done here, told once: it stands in the history entry, not in the address. */
function JustDone({ state }: { state: { sold?: boolean; refund?: string } | null }) {
  if (!state?.sold && !state?.refund) return null
  return (
    <Alert
      color="lagoon"
      icon={<IconCircleCheck size={20} />}
      role="status"
      mb="md"
      title={state.sold ? 'Sold' : 'Terminated'}
    >
      {state.sold
        ? 'The policy is in force as agreed, and everybody has been told.'
        : `${state.refund} goes back to the customer, and everybody has been told.`}
    </Alert>
  )
}
