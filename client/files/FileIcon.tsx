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
import { kindName } from './file-kind.ts'

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

/** The sign of a kind of file, by its MIME type. */
export function FileIcon({ type, className }: { type: string; className?: string | undefined }) {
  const Icon = icons[kindName(type)] ?? IconFile
  return <Icon className={className} size={26} stroke={1.5} aria-hidden="true" />
}
