import { Button } from '@mantine/core'
import { IconHash, IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { Asked } from '../rooms/Asked.tsx'
import { useRoomMutations } from '../rooms/room-mutations.ts'
import { When } from '../ui/Moment.tsx'
import classes from './Admin.module.css'

const RoomRow_room = graphql(`
  fragment RoomRow_room on Room { id name kind about createdAt archivedAt membership { role } }
`)

type Props = { room: FragmentType<typeof RoomRow_room>; onChanged(): void }

/** A room with what an administrator may do to it without being in it. */
export function RoomRow({ room, onChanged }: Props) {
  const { id, name, kind, about, createdAt, archivedAt, membership } = readFragment(RoomRow_room, room)
  const { archive } = useRoomMutations(id)
  const [wrong, setWrong] = useState<string | null>(null)
  const change = async (archived: boolean) => {
    const refusal = await archive(archived)
    if (refusal === null) onChanged()
    return refusal
  }
  const Kind = kind === 'OPEN' ? IconHash : IconLock
  return (
    <li className={classes.row}>
      <Kind size={20} aria-hidden="true" />
      <div className={classes.who}>
        <div className={classes.name}>{name}</div>
        <div className={classes.about}>
          {kind === 'OPEN' ? 'Open' : 'Closed'}
          {about && ` · ${about}`}
          {archivedAt ? ' · archived ' : ' · since '}
          <When at={archivedAt ?? createdAt} />
        </div>
        {wrong && <div role="alert">{wrong}</div>}
      </div>
      {membership && !archivedAt && (
        <Button component={Link} to={`/chat/${id}`} variant="default" size="compact-md" aria-label={`Open ${name}`}>
          Open
        </Button>
      )}
      {archivedAt && (
        <Button variant="default" size="compact-md" onClick={async () => setWrong(await change(false))}>
          Open again
        </Button>
      )}
      {!archivedAt && id !== 'general' && (
        <Asked
          label="Archive"
          title={`Archive ${name}?`}
          about="Nobody can write in it any more. What was written stays, and it can be opened again."
          onYes={() => change(true)}
        />
      )}
    </li>
  )
}
