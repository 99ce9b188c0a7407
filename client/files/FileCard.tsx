import {
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMovie,
  IconMusic,
  IconPhoto,
  IconTable,
} from '@tabler/icons-react'
import type { Attachment } from './attachment.ts'
import classes from './FileCard.module.css'
import { fileSize, kindName } from './file-kind.ts'

const icons: Record<string, typeof IconFile> = {
  PDF: IconFileTypePdf,
  Document: IconFileText,
  Spreadsheet: IconTable,
  Archive: IconFileZip,
  Image: IconPhoto,
  Sound: IconMusic,
  Video: IconMovie,
  Text: IconFileText,
}

/** A file that is not shown itself: what it is, and where it can be saved from. */
export function FileCard({ file }: { file: Attachment }) {
  const kind = kindName(file.type)
  const Icon = icons[kind] ?? IconFile
  return (
    <a className={classes.card} href={file.url} download={file.name}>
      <Icon className={classes.icon} size={26} stroke={1.5} aria-hidden="true" />
      <bdi className={classes.name}>{file.name}</bdi>
      <span className={classes.about}>
        {kind}, {fileSize(file.size)}
      </span>
    </a>
  )
}
