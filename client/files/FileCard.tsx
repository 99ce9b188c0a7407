import { useTexts } from '../texts/texts.ts'
import type { Attachment } from './attachment.ts'
import classes from './FileCard.module.css'
import { FileIcon } from './FileIcon.tsx'
import { fileSize, kindName } from './file-kind.ts'

/** A file that is not shown itself: what it is, and where it can be saved from. */
export function FileCard({ file }: { file: Attachment }) {
  const t = useTexts()
  return (
    <a className={classes.card} href={file.url} download={file.name}>
      <FileIcon type={file.type} className={classes.icon} />
      <bdi className={classes.name}>{file.name}</bdi>
      <span className={classes.about}>
        {t('files.about', { kind: kindName(file.type), size: fileSize(file.size) })}
      </span>
    </a>
  )
}
