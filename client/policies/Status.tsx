import type { PolicyStatus } from '../gql/graphql.ts'
import classes from './Status.module.css'

const words: Record<PolicyStatus, string> = { ACTIVE: 'Active', TERMINATED: 'Terminated' }

export function Status({ status }: { status: PolicyStatus }) {
  return (
    <span className={classes.status} data-status={status}>
      {words[status]}
    </span>
  )
}
