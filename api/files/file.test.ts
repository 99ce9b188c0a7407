import { expect, test } from 'vitest'
import { assertUploadable, assertWithinQuota, cleanName } from './file.ts'

test.each([
  ['report.pdf', 'report.pdf'],
  ['Żółć – kopia (2).png', 'Żółć – kopia (2).png'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\photo.jpg', 'photo.jpg'],
  ['.htaccess', 'htaccess'],
  ['a\r\nSet-Cookie: x', 'aSet-Cookie: x'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['a\u200bb\0c.txt', 'abc.txt'],
  ['👩\u200d💻.png', '👩\u200d💻.png'],
  ['half \ud83d pair.txt', 'half  pair.txt'],
  ['', 'file'],
  ['..', 'file'],
  ['\u200b/\u3164', 'file'],
  ['dots... ', 'dots'],
])('the name %j MUST be kept as %j', (given, kept) => expect(cleanName(given)).toBe(kept))

test('a long name MUST be cut and keep its extension', () => {
  const name = cleanName(`${'ż'.repeat(400)}.docx`)
  expect([...name]).toHaveLength(150)
  expect(name.endsWith('ż.docx')).toBe(true)
})

test.each([0, -1, 1.5, Number.NaN])('a size of %s MUST be refused by field', (size) => {
  const begin = () => assertUploadable({ roomId: 'general', name: 'a', size }, 100)
  expect(begin).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', fields: [expect.objectContaining({ path: 'size' })] }),
  )
})

test('a file MUST be as large as allowed and no larger, alone and with the others of its author', () => {
  const upload = (size: number) => () => assertUploadable({ roomId: 'general', name: 'a', size }, 100)
  expect(upload(100)).not.toThrow()
  expect(upload(101)).toThrow(expect.objectContaining({ code: 'FILE_TOO_LARGE' }))
  expect(() => assertWithinQuota(40, 60, 100)).not.toThrow()
  expect(() => assertWithinQuota(41, 60, 100)).toThrow(expect.objectContaining({ code: 'FILE_QUOTA_EXCEEDED' }))
  expect(() => assertWithinQuota(1, 200, 100)).toThrow(/0 are left/)
})
