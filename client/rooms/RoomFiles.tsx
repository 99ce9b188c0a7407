import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useRoom } from '../chat/RoomProvider.tsx'
import type { FileKind } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { useStore } from '../lib/store.ts'
import { useOnChange } from '../lib/useOnChange.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { Failed } from '../ui/Blank.tsx'
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

const kinds = [
  { value: '', label: 'All' },
  { value: 'IMAGE', label: 'Images' },
  { value: 'OTHER', label: 'Others' },
]

type Props = {
  roomId: string
  /** A file leads to its message. */
  onLeave(): void
}

/** What was sent to the room, the newest first. */
export function RoomFiles({ roomId, onLeave }: Props) {
  const [chosen, setChosen] = useState('')
  const kind: FileKind | null = chosen === 'IMAGE' || chosen === 'OTHER' ? chosen : null
  return (
    <section aria-label="Files">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Which files"
        data={kinds}
        value={chosen}
        onChange={setChosen}
        className={classes.kinds}
      />
      <Pages key={chosen} roomId={roomId} kind={kind} onLeave={onLeave} />
    </section>
  )
}

function Pages(props: Props & { kind: FileKind | null }) {
  const [pages, setPages] = useState(1)
  return <Page {...props} after={null} pages={pages} onMore={() => setPages(pages + 1)} />
}

type PageProps = Props & { kind: FileKind | null; after: string | null; pages: number; onMore(): void }

/** A page and, where more are shown, the next: it goes on where this one ends now, also when files have come or gone. */
function Page({ after, pages, ...rest }: PageProps) {
  const { roomId, kind, onLeave, onMore } = rest
  const { room, list } = useRoom()
  const { data, error, retry } = useRead(RoomFilesPage, { roomId, kind, after })
  useOnChange(`${useStore(room.fileChanges)} ${list.reloads}`, retry)
  const page = data?.room?.files
  if (!page && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!page) return <Skeleton height={120} radius="md" role="status" aria-label="Loading files" />
  const next = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  if (page.edges.length === 0 && after === null)
    return <p className={classes.none}>Nothing of this kind was sent here. Drop a file on the messages to send one.</p>
  return (
    <>
      <ul className={classes.list}>
        {page.edges.map(({ cursor, node }) => (
          <SentFile key={cursor} roomId={roomId} file={node} onLeave={onLeave} />
        ))}
      </ul>
      {next && pages > 1 && <Page {...rest} after={next} pages={pages - 1} />}
      {next && pages === 1 && (
        <Button variant="default" size="compact-md" onClick={onMore}>
          Show more
        </Button>
      )}
    </>
  )
}
