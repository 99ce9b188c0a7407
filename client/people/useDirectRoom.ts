import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useClient } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { text } from '../texts/texts.ts'
import { asSentence } from '../ui/field-errors.ts'

const OpenDirectRoom = graphql(`
  mutation OpenDirectRoom($input: OpenDirectRoomInput!) {
    openDirectRoom(input: $input) {
      __typename
      ... on OpenDirectRoomSuccess { room { id } }
      ... on InvalidInput { fields { message } }
      ... on Refusal { code message }
    }
  }
`)

/** Goes to the one room of these people and oneself. `open` resolves with whether it did; `wrong` says why not. */
export function useDirectRoom() {
  const client = useClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)

  async function open(logins: string[]): Promise<boolean> {
    setBusy(true)
    const { data, error } = await client.mutation(OpenDirectRoom, { input: { logins } }).toPromise()
    setBusy(false)
    const result = data?.openDirectRoom
    if (result?.__typename === 'OpenDirectRoomSuccess') {
      setWrong(null)
      navigate(`/chat/${result.room.id}`)
      return true
    }
    if (result?.__typename === 'InvalidInput')
      setWrong(result.fields.map(({ message }) => asSentence(text('people.people'), message)).join(' '))
    else setWrong(result ? refusalText(result) : failureText(error))
    return false
  }
  return { open, busy, wrong }
}
