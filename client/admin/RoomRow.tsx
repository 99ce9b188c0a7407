import { Button } from '@mantine/core'
import { IconHash, IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { Asked } from '../rooms/Asked.tsx'
import { useRoomMutations } from '../rooms/room-mutations.ts'
import { richText, useTexts } from '../texts/texts.ts'
import { When } from '../ui/Moment.tsx'
import classes from './Admin.module.css'

const RoomRow_room = graphql(`
  fragment RoomRow_room on Room { id name kind about createdAt archivedAt membership { role } }
`)

type Props = { room: FragmentType<typeof RoomRow_room>; onChanged(): void }

/** A room with what an administrator may do to it without being in it. */
export function RoomRow({ room, onChanged }: Props) {
  const t = useTexts()
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
          {t(kind === 'OPEN' ? 'admin.open' : 'admin.closed')}
          {about && ` · ${about}`}
          {' · '}
          {richText(archivedAt ? 'admin.archivedAt' : 'admin.since', {
            when: <When key="when" at={archivedAt ?? createdAt} />,
          })}
        </div>
        {wrong && <div role="alert">{wrong}</div>}
      </div>
      {membership && !archivedAt && (
        <Button
          component={Link}
          to={`/chat/${id}`}
          variant="default"
          size="compact-md"
          aria-label={t('rooms.openNamed', { room: name })}
        >
          {t('rooms.open')}
        </Button>
      )}
      {archivedAt && (
        <Button variant="default" size="compact-md" onClick={async () => setWrong(await change(false))}>
          {t('rooms.openAgain')}
        </Button>
      )}
      {!archivedAt && id !== 'general' && (
        <Asked
          label={t('rooms.archive')}
          title={t('rooms.archiveQuestion', { room: name })}
          about={t('rooms.archiveAbout')}
          onYes={() => change(true)}
        />
      )}
    </li>
  )
}
