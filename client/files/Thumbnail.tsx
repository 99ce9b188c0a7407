import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useStore } from '../lib/store.ts'
import { connection } from '../network/connection.ts'
import { useTexts } from '../texts/texts.ts'
import type { ImageAttachment } from './attachment.ts'
import { shownSize } from './file-kind.ts'
import classes from './Thumbnail.module.css'

/**
 * An image of a message as its thumbnail. It takes its place before it is there, so nothing moves when it comes. What
 * could not be loaded is asked for again when the connection comes back.
 */
export function Thumbnail({ file, onOpen }: { file: ImageAttachment; onOpen(): void }) {
  const t = useTexts()
  const { generation } = useStore(connection)
  const [failedIn, setFailedIn] = useState<number | null>(null)
  const { width, height } = shownSize(file)
  return (
    <UnstyledButton
      className={classes.thumbnail}
      style={{ width, aspectRatio: `${width} / ${height}` }}
      aria-label={t('files.open', { name: file.name })}
      onClick={onOpen}
    >
      {failedIn === generation ? (
        <span className={classes.missing}>{file.name}</span>
      ) : (
        <img
          src={file.thumbnailUrl}
          alt=""
          width={width}
          height={height}
          decoding="async"
          onError={() => setFailedIn(generation)}
        />
      )}
    </UnstyledButton>
  )
}
