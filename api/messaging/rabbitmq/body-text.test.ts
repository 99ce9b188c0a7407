import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bodyText } from './body-text.ts'

const json = '{"LastName":"Żak"}'
const utf8 = Buffer.from(json)
const utf16le = Buffer.from(json, 'utf16le')
const utf16be = Buffer.from(json, 'utf16le').swap16()
/** Ż is 0xAF in both ISO 8859-2 and windows-1250. */
const latin2 = Buffer.from(json.replace('Ż', '\xaf'), 'latin1')
const latin1 = Buffer.from('{"LastName":"Müller"}', 'latin1')
const withMark = (bytes: Buffer, ...mark: number[]) => Buffer.concat([Buffer.from(mark), bytes])
const read = (content: Buffer, contentEncoding?: unknown, contentType?: unknown) =>
  bodyText(content, { contentEncoding, contentType })

test.each<[string, Buffer, unknown, unknown]>([
  ['nothing is said', utf8, undefined, undefined],
  ['UTF-8 is said', utf8, 'utf-8', 'application/json; charset="UTF-8"'],
  ['UTF-8 has a byte order mark', withMark(utf8, 0xef, 0xbb, 0xbf), undefined, undefined],
  ['the character set is in the content type', latin2, undefined, 'application/json; charset=windows-1250'],
  ['the character set is in the encoding', latin2, 'iso-8859-2', 'application/json'],
  ['the content type wins over the encoding', latin2, 'utf-8', 'text/plain;charset=ISO-8859-2'],
  ['UTF-16 has a mark', withMark(utf16le, 0xff, 0xfe), undefined, undefined],
  ['big-endian UTF-16 has a mark', withMark(utf16be, 0xfe, 0xff), undefined, undefined],
  ['UTF-16 has none', utf16le, undefined, undefined],
  ['big-endian UTF-16 has none', utf16be, undefined, undefined],
  ['UTF-16 is said', utf16le, undefined, 'application/json; charset=utf-16'],
  ['UTF-16 is said as Java writes it', withMark(utf16be, 0xfe, 0xff), undefined, 'application/json; charset=UTF-16'],
  ['an unknown character set is said of UTF-8', utf8, undefined, 'application/json; charset=utf8mb4'],
  ['an unknown encoding is said of UTF-8', utf8, 'json', undefined],
  ['gzip', gzipSync(utf8), 'gzip', undefined],
  ['gzip that nobody names', gzipSync(utf8), undefined, 'application/json'],
  ['gzip that is none', utf8, 'GZIP', undefined],
  ['gzip of another character set', gzipSync(latin2), 'gzip', 'application/json; charset=iso-8859-2'],
  ['a list of both', gzipSync(latin2), 'iso-8859-2, gzip', undefined],
  ['one compression on another', gzipSync(deflateSync(utf8)), 'deflate, gzip', undefined],
  ['deflate', deflateSync(utf8), 'deflate', undefined],
  ['deflate as .NET writes it', deflateRawSync(utf8), 'deflate', undefined],
  ['brotli', brotliCompressSync(utf8), 'br', undefined],
  ['zstd', zstdCompressSync(utf8), 'zstd', undefined],
  ['identity', utf8, 'identity', undefined],
  ['properties are no texts', utf8, 7, null],
])('a body MUST be read where %s', (_, content, encoding, type) => {
  expect(read(content, encoding, type)).toBe(json)
})

test('ISO 8859-1 MUST be decoded where it is said, and be refused, never garbled, where it is not', () => {
  expect(read(latin1, undefined, 'application/json; charset=iso-8859-1')).toBe('{"LastName":"Müller"}')
  expect(() => read(latin1)).toThrow('not UTF-8, and neither content_type nor content_encoding names its character set')
})

test.each<[string, Buffer, unknown, unknown, string]>([
  ['not UTF-8', latin2, 'utf-8', undefined, 'The body is not utf-8'],
  ['not known', Buffer.from([0x80, 0x81]), 'snappy', undefined, '"snappy" of the body is not known'],
  ['not gzip', Buffer.from([0x80, 0x81]), 'gzip', undefined, 'The body is not gzip'],
  ['cut off', gzipSync(utf8).subarray(0, 20), 'gzip', undefined, 'The body is not gzip'],
  ['a bomb of gzip', gzipSync(Buffer.alloc(5_000_000)), 'gzip', undefined, 'more than 4000000 bytes'],
  ['a bomb of deflate', deflateSync(Buffer.alloc(5_000_000)), 'deflate', undefined, 'more than 4000000 bytes'],
  ['a bomb of brotli', brotliCompressSync(Buffer.alloc(5_000_000)), 'br', undefined, 'more than 4000000 bytes'],
])('a body that is %s MUST be poison that says so', (_, content, encoding, type, reason) => {
  expect(() => read(content, encoding, type)).toThrow(
    expect.objectContaining({ name: 'PoisonMessage', message: expect.stringContaining(reason) }),
  )
})
