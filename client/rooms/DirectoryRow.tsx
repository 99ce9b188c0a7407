import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useClient } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import classes from './RoomsPage.module.css'

const DirectoryRow_room = graphql(`fragment DirectoryRow_room on Room { id name about membership { role } }`)

const JoinRoom = graphql(`
  mutation JoinRoom($input: JoinRoomInput!) {
    joinRoom(input: $input) { __typename ... on Error { message } }
  }
`)

/** An open room with the way in. */
export function DirectoryRow({ room }: { room: FragmentType<typeof DirectoryRow_room> }) {
  const { id, name, about, membership } = readFragment(DirectoryRow_room, room)
  const client = useClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)

  async function join() {
    setBusy(true)
    const { data, error } = await client.mutation(JoinRoom, { input: { roomId: id } }).toPromise()
    setBusy(false)
    if (data?.joinRoom.__typename === 'JoinRoomSuccess') navigate(`/chat/${id}`)
    else setWrong(data && 'message' in data.joinRoom ? data.joinRoom.message : failureText(error))
  }
  return (
    <li className={classes.room}>
      <div className={classes.what}>
        <div className={classes.name}>{name}</div>
        {about && <div className={classes.about}>{about}</div>}
        {wrong && (
          <p className={classes.wrong} role="alert">
            {wrong}
          </p>
        )}
      </div>
      {membership ? (
        <Button component={Link} to={`/chat/${id}`} variant="default" aria-label={`Open ${name}`}>
          Open
        </Button>
      ) : (
        <Button variant="light" loading={busy} onClick={join} aria-label={`Join ${name}`}>
          Join
        </Button>
      )}
    </li>
  )
}
