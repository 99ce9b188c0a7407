import { useClient } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import type { MutationContext } from '../network/mutations.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { notice } from '../ui/notice.ts'

const React = graphql(`
  mutation React($input: ReactInput!) {
    react(input: $input) { __typename ... on Error { code message } }
  }
`)

/** The same reaction set again changes nothing. */
const repeatable: MutationContext = { repeatable: true }

/** Sets or takes back an own reaction. The answer comes as a change of the room; a refusal is told. */
export function useReact() {
  const client = useClient()
  return async (messageId: string, emoji: string, on: boolean): Promise<void> => {
    const { data, error } = await client.mutation(React, { input: { messageId, emoji, on } }, repeatable).toPromise()
    const result = data?.react
    if (result?.__typename === 'ReactSuccess') return
    notice(result ? refusalText(result) : failureText(error), 'bad')
  }
}
