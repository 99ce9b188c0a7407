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
import { type FileKind, kindOf } from './file-kind.ts'

const icons: Partial<Record<FileKind, typeof IconFile>> = {
  'files.kind.PDF': IconFileTypePdf,
  'files.kind.Document': IconFileText,
  'files.kind.Spreadsheet': IconTable,
  'files.kind.Archive': IconFileZip,
  'files.kind.Image': IconPhoto,
  'files.kind.Sound': IconMusic,
  'files.kind.Video': IconMovie,
  'files.kind.Text': IconFileText,
}

/** The sign of a kind of file, by its MIME type. */
export function FileIcon({ type, className }: { type: string; className?: string | undefined }) {
  const Icon = icons[kindOf(type)] ?? IconFile
  return <Icon className={className} size={26} stroke={1.5} aria-hidden="true" />
}
