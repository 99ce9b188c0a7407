import { useState } from 'react'
import { useClient } from 'urql'
import type { EditMessageMutation } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { useStore } from '../lib/store.ts'
import { failureText } from '../network/failure.ts'
import type { MutationContext } from '../network/mutations.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { text } from '../texts/texts.ts'
import { asSentence } from '../ui/field-errors.ts'
import type { DraftOfRoom, Edit } from './draft.ts'

const EditMessage = graphql(`
  mutation EditMessage($input: EditMessageInput!) {
    editMessage(input: $input) {
      __typename
      ... on EditMessageSuccess { edited: message { id } }
      ... on InvalidInput { code fields { path message } }
      ... on Refusal { code message }
    }
  }
`)

const NewerText = graphql(`query NewerText($id: ID!) { message(id: $id) { id text version deletedAt } }`)

/** Why an edit was not saved. */
export type Problem =
  | { kind: 'refused'; text: string }
  /** It calls so many with `@here` that the server asks first. */
  | { kind: 'here'; text: string }
  /** It was edited elsewhere meanwhile; this is what it says now. */
  | { kind: 'conflict'; text: string; version: number }

/** The same text saved again changes nothing. */
const repeatable: MutationContext = { repeatable: true }

/** Saves the edit of a draft, and says why it was not saved. */
export function useSaveEdit(draft: DraftOfRoom) {
  const client = useClient()
  const editId = useStore(draft.store).edit?.id
  const [found, setFound] = useState<{ editId: string; problem: Problem } | null>(null)
  const [busy, setBusy] = useState(false)

  async function attempt({ id, version, text: written }: Edit, confirmHere: boolean): Promise<Problem | null> {
    const input = { messageId: id, version, text: written.trim(), confirmHere }
    const { data, error } = await client.mutation(EditMessage, { input }, repeatable).toPromise()
    const result = data?.editMessage
    if (result?.__typename === 'EditMessageSuccess') return null
    if (!result) return { kind: 'refused', text: failureText(error) }
    if (result.code === 'EDIT_CONFLICT') return conflictOf(id)
    if (result.code === 'CONFIRM_HERE' && 'message' in result) return { kind: 'here', text: refusalText(result) }
    return { kind: 'refused', text: textOf(result) }
  }

  async function conflictOf(id: string): Promise<Problem> {
    const { data, error } = await client.query(NewerText, { id }, { requestPolicy: 'network-only' }).toPromise()
    const message = data?.message
    if (!message || message.deletedAt)
      return { kind: 'refused', text: error ? failureText(error) : text('composer.deleted') }
    return { kind: 'conflict', text: message.text, version: message.version }
  }

  async function save({ confirmHere = false } = {}): Promise<void> {
    const { edit } = draft.store.get()
    if (!edit) return
    setFound(null)
    if (edit.text.trim() === edit.was) return draft.endEdit()
    setBusy(true)
    const problem = await attempt(edit, confirmHere)
    setBusy(false)
    // Meanwhile she may have left the edit, or begun another.
    if (draft.store.get().edit?.id !== edit.id) return
    if (problem) setFound({ editId: edit.id, problem })
    else draft.endEdit()
  }

  // What was wrong with another edit is not wrong with this one.
  const problem = found && found.editId === editId ? found.problem : null
  return { problem, busy, save, forget: () => setFound(null) }
}

type Refused = Exclude<EditMessageMutation['editMessage'], { __typename: 'EditMessageSuccess' }>

function textOf(result: Refused): string {
  if (result.__typename === 'InvalidInput')
    return result.fields.map(({ message }) => asSentence(text('messages.theMessage'), message)).join(' ')
  if (result.code === 'UNKNOWN_MESSAGE') return text('composer.deleted')
  return refusalText(result)
}
