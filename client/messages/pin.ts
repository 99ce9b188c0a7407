import type { Client } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import type { MutationContext } from '../network/mutations.ts'
import { refusalText } from '../texts/refusal-text.ts'

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
export async function setPin(client: Client, messageId: string, on: boolean): Promise<string | null> {
  const input = { messageId }
  const asked = on
    ? client.mutation(PinMessage, { input }, repeatable).toPromise()
    : client.mutation(UnpinMessage, { input }, repeatable).toPromise()
  const { data, error } = await asked
  if (!data) return failureText(error)
  return 'message' in data.answer ? refusalText(data.answer) : null
}
