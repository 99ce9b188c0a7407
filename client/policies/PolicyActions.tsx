import { Button } from '@mantine/core'
import { IconFileTypePdf, IconMessages } from '@tabler/icons-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useMutation } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { ShareInRoom } from '../rooms/ShareInRoom.tsx'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './PolicyActions.module.css'

const OpenDiscussion = graphql(`
  mutation OpenPolicyDiscussion($input: OpenPolicyDiscussionInput!) {
    openPolicyDiscussion(input: $input) {
      __typename
      ... on OpenPolicyDiscussionSuccess { room { id } }
      ... on InvalidInput { message }
      ... on Refusal { code message }
    }
  }
`)

type Props = { policyNumber: string; shortNumber: string; documentUrl: string }

/** The policy as PDF, sharing it in a room, and the room in which it is discussed, which is made when somebody opens it first. */
export function PolicyActions({ policyNumber, shortNumber, documentUrl }: Props) {
  const t = useTexts()
  const navigate = useNavigate()
  const [{ fetching }, discuss] = useMutation(OpenDiscussion)
  const [wrong, setWrong] = useState<string | null>(null)

  async function open() {
    const { data, error } = await discuss({ input: { policyNumber } })
    const result = data?.openPolicyDiscussion
    if (result?.__typename === 'OpenPolicyDiscussionSuccess') navigate(`/chat/${result.room.id}`)
    else setWrong(result?.__typename === 'Refusal' ? refusalText(result) : failureText(error))
  }

  return (
    <div className={classes.actions}>
      <Button
        component="a"
        href={documentUrl}
        download
        variant="default"
        leftSection={<IconFileTypePdf size={18} stroke={1.7} />}
      >
        {t('policies.document')}
      </Button>
      <Button variant="default" leftSection={<IconMessages size={18} stroke={1.7} />} loading={fetching} onClick={open}>
        {t('policies.discuss')}
      </Button>
      <ShareInRoom number={shortNumber} />
      {wrong && (
        <p className={classes.wrong} role="alert">
          {wrong}
        </p>
      )}
    </div>
  )
}
