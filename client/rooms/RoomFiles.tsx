import { SegmentedControl, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useRoom } from '../chat/RoomProvider.tsx'
import type { FileKind } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { useStore } from '../lib/store.ts'
import { useOnChange } from '../lib/useOnChange.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { type PageProps, Pages } from '../ui/Pages.tsx'
import classes from './RoomFiles.module.css'
import { SentFile } from './SentFile.tsx'

const RoomFilesPage = graphql(`
  query RoomFiles($roomId: ID!, $kind: FileKind, $after: Cursor) {
    room(id: $roomId) {
      id
      files(first: 20, kind: $kind, after: $after) {
        edges { cursor node { ...SentFile_file } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`)

type Props = {
  roomId: string
  /** A file leads to its message. */
  onLeave(): void
}

/** What was sent to the room, the newest first. */
export function RoomFiles({ roomId, onLeave }: Props) {
  const t = useTexts()
  const [chosen, setChosen] = useState('')
  const kind: FileKind | null = chosen === 'IMAGE' || chosen === 'OTHER' ? chosen : null
  return (
    <section aria-label={t('rooms.part.files')}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('rooms.files.which')}
        data={[
          { value: '', label: t('rooms.files.all') },
          { value: 'IMAGE', label: t('rooms.files.images') },
          { value: 'OTHER', label: t('rooms.files.others') },
        ]}
        value={chosen}
        onChange={setChosen}
        className={classes.kinds}
      />
      <Pages key={chosen} button={{ size: 'compact-md' }}>
        {(page) => <FilesPage roomId={roomId} kind={kind} onLeave={onLeave} {...page} />}
      </Pages>
    </section>
  )
}

function FilesPage({ roomId, kind, onLeave, after, next }: PageProps & Props & { kind: FileKind | null }) {
  const t = useTexts()
  const { room, list } = useRoom()
  const { data, error, retry } = useRead(RoomFilesPage, { roomId, kind, after })
  useOnChange(`${useStore(room.fileChanges)} ${list.reloads}`, retry)
  const page = data?.room?.files
  if (!page && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!page) return <Skeleton height={120} radius="md" role="status" aria-label={t('rooms.files.loading')} />
  if (page.edges.length === 0 && after === null) return <p className={classes.none}>{t('rooms.files.none')}</p>
  return (
    <>
      <ul className={classes.list}>
        {page.edges.map(({ cursor, node }) => (
          <SentFile key={cursor} roomId={roomId} file={node} onLeave={onLeave} />
        ))}
      </ul>
      {next(page.pageInfo)}
    </>
  )
}
