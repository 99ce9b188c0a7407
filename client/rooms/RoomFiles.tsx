import { Button, SegmentedControl, Skeleton } from '@mantine/core'
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
  const t = useTexts()
  const { roomId, kind, onLeave, onMore } = rest
  const { room, list } = useRoom()
  const { data, error, retry } = useRead(RoomFilesPage, { roomId, kind, after })
  useOnChange(`${useStore(room.fileChanges)} ${list.reloads}`, retry)
  const page = data?.room?.files
  if (!page && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!page) return <Skeleton height={120} radius="md" role="status" aria-label={t('rooms.files.loading')} />
  const next = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  if (page.edges.length === 0 && after === null) return <p className={classes.none}>{t('rooms.files.none')}</p>
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
          {t('ui.showMore')}
        </Button>
      )}
    </>
  )
}
