import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { UploadRefused, upload } from '../files/upload.ts'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { everybody } from '../rooms/room-words.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { text } from '../texts/texts.ts'
import type { Square } from './crop.ts'

const ChangePicture = graphql(`
  mutation ChangePicture($input: ChangePictureInput!) {
    changePicture(input: $input) {
      __typename
      ... on Error { code message }
    }
  }
`)

type State = {
  /** How much of the file has arrived, from 0 to 1; null while nothing is under way. */
  sent: number | null
  wrong: string | null
}

/** Uploads an image and makes a square of it one's picture. `save` resolves with whether it did; `wrong` says why not. */
export function useSavePicture(file: File) {
  const client = useClient()
  const [state, setState] = useState<State>({ sent: null, wrong: null })
  const leaving = useRef(new AbortController())
  const uploaded = useRef<string | null>(null)
  useEffect(() => {
    leaving.current = new AbortController()
    return () => leaving.current.abort()
  }, [])

  async function save(crop: Square): Promise<boolean> {
    setState({ sent: 0, wrong: null })
    const { signal } = leaving.current
    try {
      const onProgress = (received: number) => setState({ sent: received / file.size, wrong: null })
      // What has arrived needs not be sent again where only the answer was lost.
      uploaded.current ??= await upload(file, { to: 'files', about: { roomId: everybody }, signal, onProgress })
      const input = { uploadId: uploaded.current, crop }
      const { data, error } = await client.mutation(ChangePicture, { input }).toPromise()
      const result = data?.changePicture
      const done = result?.__typename === 'ChangePictureSuccess'
      // It may have been swept: the next attempt sends it anew.
      if (result && !done) uploaded.current = null
      setState({
        sent: null,
        wrong: done ? null : result && 'message' in result ? refusalText(result) : failureText(error),
      })
      return done
    } catch (error) {
      if (signal.aborted) return false
      setState({ sent: null, wrong: error instanceof UploadRefused ? error.message : text('files.notRead') })
      return false
    }
  }
  return { ...state, save }
}
