import { type RefObject, useEffect, useMemo } from 'react'
import { useClient } from 'urql'
import { graphql } from '../gql/index.ts'
import { connection } from '../network/connection.ts'
import { usePreferencesStore } from '../preferences/PreferencesProvider.tsx'
import { createTypingSignal } from './typing-signal.ts'

const SetTyping = graphql(`mutation SetTyping($input: SetTypingInput!) { setTyping(input: $input) { __typename } }`)

/** Tells a room that one is writing in the composer, if one wants that and it can be told at once. */
export function useTypingSignal(
  roomId: string,
  composer: RefObject<HTMLTextAreaElement | null>,
): ReturnType<typeof createTypingSignal> {
  const client = useClient()
  const { store } = usePreferencesStore()
  const signal = useMemo(
    () =>
      createTypingSignal((typing) => {
        const { status } = connection.get()
        if (status !== 'online' && status !== 'catching-up') return
        if (store.get().preferences?.showTyping === false) return
        client.mutation(SetTyping, { input: { roomId, typing } }).toPromise()
      }),
    [client, roomId, store],
  )
  useEffect(() => {
    // The composer comes and goes with the room's state.
    const onInput = ({ target }: Event) => target === composer.current && signal.wrote(composer.current?.value ?? '')
    const onFocusOut = ({ target }: Event) => target === composer.current && signal.stop()
    document.addEventListener('input', onInput)
    document.addEventListener('focusout', onFocusOut)
    return () => {
      document.removeEventListener('input', onInput)
      document.removeEventListener('focusout', onFocusOut)
      signal.stop()
    }
  }, [signal, composer])
  return signal
}
