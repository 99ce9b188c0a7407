import { ActionIcon, Button, Progress } from '@mantine/core'
import { IconFile, IconX } from '@tabler/icons-react'
import { useTexts } from '../texts/texts.ts'
import { fileSize } from './file-kind.ts'
import classes from './PendingFiles.module.css'
import { type PendingFile, type RoomUploads, summary } from './room-uploads.ts'

type Props = { files: readonly PendingFile[]; uploads: RoomUploads; willSend: boolean }

/** The files that go with the next message, above where it is written. */
export function PendingFiles({ files, uploads, willSend }: Props) {
  const t = useTexts()
  if (files.length === 0) return null
  return (
    <div className={classes.tray}>
      <ul className={classes.files} aria-label={t('files.toSend')}>
        {files.map((pending) => (
          <PendingFileCard key={pending.key} pending={pending} uploads={uploads} />
        ))}
      </ul>
      <p className={classes.summary} role="status">
        {summary(files)} {willSend && t('files.willSend')}
      </p>
    </div>
  )
}

function PendingFileCard({ pending, uploads }: { pending: PendingFile; uploads: RoomUploads }) {
  const t = useTexts()
  const { key, file, preview, received, state, reason, final } = pending
  return (
    <li className={classes.file} data-state={state}>
      {preview ? <img src={preview} alt="" className={classes.preview} /> : <IconFile size={26} aria-hidden="true" />}
      <div className={classes.about}>
        <bdi className={classes.name} title={file.name}>
          {file.name}
        </bdi>
        <span className={classes.detail}>{reason ?? fileSize(file.size)}</span>
        {(state === 'uploading' || state === 'waiting') && (
          <Progress
            value={Math.round((100 * received) / Math.max(1, file.size))}
            size={4}
            aria-label={t('files.uploadOf', { name: file.name })}
          />
        )}
      </div>
      {state === 'failed' && !final && (
        <Button
          size="compact-sm"
          variant="light"
          color="ember"
          className={classes.again}
          onClick={() => uploads.retry(key)}
        >
          {t('ui.tryAgain')}
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        className={classes.remove}
        aria-label={t('files.remove', { name: file.name })}
        onClick={() => uploads.remove(key)}
      >
        <IconX size={16} />
      </ActionIcon>
    </li>
  )
}
