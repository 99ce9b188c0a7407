import type { Client } from 'urql'
import { graphql } from '../gql/index.ts'
import type { MutationContext } from '../network/mutations.ts'
import { refusalOf } from '../network/refusal.ts'

const PinMessage = graphql(`
  mutation PinMessage($input: PinMessageInput!) {
    answer: pinMessage(input: $input) { __typename ... on Error { code message } }
  }
`)
const UnpinMessage = graphql(`
  mutation UnpinMessage($input: UnpinMessageInput!) {
    answer: unpinMessage(input: $input) { __typename ... on Error { code message } }
  }
`)

/** Doing it again changes nothing. */
const repeatable: MutationContext = { repeatable: true }

/** Pins a message or takes its pin away. Resolves with why it was refused, or null. */
export function setPin(client: Client, messageId: string, on: boolean): Promise<string | null> {
  const input = { messageId }
  return refusalOf(
    on
      ? client.mutation(PinMessage, { input }, repeatable).toPromise()
      : client.mutation(UnpinMessage, { input }, repeatable).toPromise(),
  )
}
