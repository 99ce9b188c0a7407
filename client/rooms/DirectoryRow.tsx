import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './RoomsPage.module.css'
import { useRoomMutations } from './room-mutations.ts'

const DirectoryRow_room = graphql(`fragment DirectoryRow_room on Room { id name about membership { role } }`)

/** A room with the way in. */
export function DirectoryRow({ room }: { room: FragmentType<typeof DirectoryRow_room> }) {
  const t = useTexts()
  const { id, name, about, membership } = readFragment(DirectoryRow_room, room)
  const { join } = useRoomMutations(id)
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)

  async function goIn() {
    setBusy(true)
    const refusal = await join()
    setBusy(false)
    if (refusal === null) navigate(`/chat/${id}`)
    else setWrong(refusal)
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
        <Button component={Link} to={`/chat/${id}`} variant="default" aria-label={t('rooms.openNamed', { room: name })}>
          {t('rooms.open')}
        </Button>
      ) : (
        <Button variant="light" loading={busy} onClick={goIn} aria-label={t('rooms.joinNamed', { room: name })}>
          {t('rooms.join')}
        </Button>
      )}
    </li>
  )
}
