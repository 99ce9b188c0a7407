import { locale, text } from '../texts/texts.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** "820 kB", "1.4 MB"; 1,024 of one are one of the next. */
export function fileSize(bytes: number): string {
  const at = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const value = bytes / 1_024 ** at
  const maximumFractionDigits = at > 1 && value < 10 ? 1 : 0
  const unitDisplay = at === 0 ? 'long' : 'short'
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: units[at], unitDisplay, maximumFractionDigits }).format(
    value,
  )
}

const names = [
  [/^application\/pdf$/, 'files.kind.PDF'],
  [/wordprocessingml|msword|opendocument\.text/, 'files.kind.Document'],
  [/spreadsheetml|ms-excel|opendocument\.spreadsheet|csv/, 'files.kind.Spreadsheet'],
  [/presentationml|ms-powerpoint|opendocument\.presentation/, 'files.kind.Presentation'],
  [/zip|gzip|tar|7z|rar|bzip2|xz/, 'files.kind.Archive'],
  [/^image\//, 'files.kind.Image'],
  [/^audio\//, 'files.kind.Sound'],
  [/^video\//, 'files.kind.Video'],
  [/^text\//, 'files.kind.Text'],
] as const

export type FileKind = (typeof names)[number][1] | 'files.kind.File'

/** The kind of a file of this MIME type. */
export const kindOf = (type: string): FileKind => names.find(([known]) => known.test(type))?.[1] ?? 'files.kind.File'

/** What people call a file of this MIME type. */
export const kindName = (type: string): string => text(kindOf(type))

/** How large an image is shown in the log, in pixels: whole, within these bounds, and never larger than it is. */
const bounds = { width: 360, height: 270 }

export function shownSize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, bounds.width / width, bounds.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
