import { beforeAll, expect, test } from 'vitest'
import { loadAppTexts } from '../texts/texts.ts'
import { fileSize, kindName, shownSize } from './file-kind.ts'

beforeAll(loadAppTexts)

test.each([
  [1, '1 byte'],
  [1_000, '1,000 bytes'],
  [2_048, '2 kB'],
  [1_468_006, '1.4 MB'],
  [26_214_400, '25 MB'],
  [1_073_741_824, '1 GB'],
])('%i bytes MUST be "%s"', (bytes, text) => expect(fileSize(bytes)).toBe(text))

test.each([
  ['application/pdf', 'PDF'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'Spreadsheet'],
  ['application/zip', 'Archive'],
  ['image/heic', 'Image'],
  ['application/octet-stream', 'File'],
])('%s MUST be called %s', (type, name) => expect(kindName(type)).toBe(name))

test.each([
  [
    { width: 4_000, height: 3_000 },
    { width: 360, height: 270 },
  ],
  [
    { width: 3_000, height: 4_000 },
    { width: 203, height: 270 },
  ],
  [
    { width: 100, height: 50 },
    { width: 100, height: 50 },
  ],
  [
    { width: 10_000, height: 1 },
    { width: 360, height: 1 },
  ],
])('an image of %o MUST be shown as %o', (size, shown) => expect(shownSize(size)).toEqual(shown))
