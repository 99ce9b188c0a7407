import { describe, expect, test } from 'vitest'
import { readRecords, type StatementLine, UnreadableStatement, unknownLayout } from './statement.ts'
import { type FilePlace, recordsIn } from './statement-records.ts'

const header = 'id,title,date,account,amount'

/** The file in pieces of so many bytes. */
async function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The lines of a file, which are put into `lines` as they come. */
async function read(
  file: string | Buffer,
  {
    pieceSize = 1_000_000,
    mayGrow = false,
    lines = [],
  }: { pieceSize?: number; mayGrow?: boolean; lines?: StatementLine[] } = {},
): Promise<StatementLine[]> {
  const bytes = Buffer.from(file as string)
  let layout = unknownLayout
  for await (const records of recordsIn(pieces(bytes, pieceSize), { bytes: 0, lines: 0 }, bytes.length)) {
    const found = readRecords(records, layout, { mayGrow })
    layout = found.layout
    lines.push(...found.lines)
  }
  return lines
}

const told = (lines: readonly StatementLine[]) =>
  lines.map(({ line, accountNumber, accountingDate, amount, problem }) =>
    problem === null ? `${line}: ${accountNumber} ${accountingDate} ${amount}` : `${line}: ${problem}`,
  )

describe('a bank statement', () => {
  test('MUST be read by its columns, without its header', async () => {
    expect(told(await read(`${header}\n1,x,2026-05-01,ACC-1,10.00\n2,y,2026-05-02T13:00:00,ACC-2,0.5\n`))).toEqual([
      '2: ACC-1 2026-05-01 1000',
      '3: ACC-2 2026-05-02 50',
    ])
  })

  test.each([
    ['line feeds', '\n'],
    ['carriage returns and line feeds', '\r\n'],
    ['carriage returns', '\r'],
  ])('MUST be read with %s as line ends, in pieces of any size, with a byte order mark', async (_, lineEnd) => {
    const lines = [`\uFEFF${header}`, '1,Żółw,2026-05-01,a-1,10.00', '', '2,"a\nb",2026-05-01,a-2,20.00', '']
    const file = lines.join(lineEnd)
    const expected = ['2: a-1 2026-05-01 1000', '4: a-2 2026-05-01 2000']
    for (const size of [1, 2, 3, 7, 64, 1_000]) expect(told(await read(file, { pieceSize: size }))).toEqual(expected)
  })

  test('MUST have quotation marks as RFC 4180 has them, and take those within a text as they are', async () => {
    const lines = ['1,"a ""b"", c",2026-05-01,"a-1","10.00"', '2,12" pipe,2026-05-01,a-2,20.00']
    expect(told(await read([header, ...lines].join('\n')))).toEqual([
      '2: a-1 2026-05-01 1000',
      '3: a-2 2026-05-01 2000',
    ])
  })

  test('MUST lose by a quotation mark that is never closed its line alone', async () => {
    const lines = [
      '1,"open,2026-05-01,a-1,10.00',
      '2,y,2026-05-01,a-2,20.00',
      '3,"z",2026-05-01,a-3,30.00',
      '4,"open',
      '5',
    ]
    expect(told(await read([header, ...lines].join('\n')))).toEqual([
      '2: UNREADABLE',
      '3: a-2 2026-05-01 2000',
      '4: a-3 2026-05-01 3000',
      '5: UNREADABLE',
      '6: TOO_FEW_COLUMNS',
    ])
  })

  test.each([
    ['1,x,2026-05-01,a-1', 'TOO_FEW_COLUMNS'],
    ['1,x,01.05.2026,a-1,10.00', 'BAD_DATE'],
    ['1,x,2026-02-30,a-1,10.00', 'BAD_DATE'],
    ['1,x,0001-01-01,a-1,10.00', 'BAD_DATE'],
    ['1,x,,a-1,10.00', 'BAD_DATE'],
    ['1,x,2026-05-01,a-1,"10,00"', 'BAD_AMOUNT'],
    ['1,x,2026-05-01,a-1,ten', 'BAD_AMOUNT'],
    ['1,x,2026-05-01,a-1,', 'BAD_AMOUNT'],
    ['1,x,2026-05-01,a-1,10.005', 'BAD_AMOUNT'],
    ['1,x,2026-05-01,a-1,1e3', 'BAD_AMOUNT'],
    ['1,x,2026-05-01,a-1,15e-3', 'BAD_AMOUNT'],
    ['1,x,2026-05-01,a-1,1000000000.01', 'BAD_AMOUNT'],
    ['1,x,2026-05-01,a-1,10,50', 'BAD_AMOUNT'],
    ['1,x,2026-05-01,a-1,1,000.00', 'BAD_AMOUNT'],
    ['1,x,2026-05-01,a-1,10.00,,EUR', 'BAD_AMOUNT'],
    ['1,x,2026-05-01,a-1,0.00', 'NOT_POSITIVE'],
    ['1,x,2026-05-01,a-1,-10.00', 'NOT_POSITIVE'],
  ])('MUST say of the line %s that it is %s', async (line, problem) => {
    expect(told(await read(`${header}\n${line}\n`))).toEqual([`2: ${problem}`])
  })

  test.each([
    ['a column is missing', `${header},currency`, '2,y,2026-05-01,a-2,20.00'],
    ['the amount has fewer decimals than all others', header, '2,y,2026-05-01,a-2,20'],
    ['the amount ends with its point', header, '2,y,2026-05-01,a-2,20.'],
  ])('that ends without a line end MUST NOT have its last line taken where %s', async (_, head, last) => {
    const first = head === header ? '1,x,2026-05-01,a-1,10.00' : '1,x,2026-05-01,a-1,10.00,EUR'
    expect(told(await read(`${head}\n${first}\n${last}`))).toEqual(['2: a-1 2026-05-01 1000', '3: MAY_BE_CUT'])
    expect(told(await read(`${head}\n${first}\n${last}\n`))[1]).toMatch(/^3: a-2 2026-05-01 2000$/)
  })

  test.each([
    ['5 columns', [header, '1,x,2026-05-01,a-1,10.00', '2,x,2026-05-01,a-2,1000.50', '3,x,2026-05-01,a-3,1000']],
    ['6 columns', [`${header},currency`, '1,x,2026-05-01,a-1,10.00,EUR', '2,x,2026-05-01,a-2,20.00,EUR']],
    ['6 columns and no header', ['1,x,2026-05-01,a-1,10.00,EUR', '2,x,2026-05-01,a-2,20.00,EUR']],
    ['a title for a header', ['Statement of May', '1,x,2026-05-01,a-1,10.00,EUR', '2,x,2026-05-01,a-2,20.00,EUR']],
    ['columns that may be empty', [header, '1,x,2026-05-01,a-1,10.00,', '2,x,2026-05-01,a-2,1000.50,']],
  ])('of %s that may grow MUST have no line taken in another form than in the whole file', async (_, lines) => {
    const whole = [...lines, ''].join('\n')
    const taken = async (file: string) => {
      const found: StatementLine[] = []
      // A cut of what is only a beginning may be refused.
      await Promise.allSettled([read(file, { mayGrow: true, lines: found })])
      return found.filter(({ problem }) => problem === null).map(({ identity }) => identity)
    }
    const all = new Set(await taken(whole))
    expect(all.size).toBeGreaterThan(1)
    for (let cut = 1; cut < whole.length; cut++)
      for (const identity of await taken(whole.slice(0, cut))) expect(all).toContain(identity)
  })

  test('that may grow MUST have its last line without a line end taken where more of it could not change it', async () => {
    const lines = [header, '1,x,2026-05-01,a-1,1', '2,x,2026-05-01,a-2,20.00'].join('\n')
    expect(told(await read(lines, { mayGrow: true }))).toEqual(['2: a-1 2026-05-01 100', '3: a-2 2026-05-01 2000'])
    expect(told(await read(lines.slice(0, -1), { mayGrow: true }))[1]).toBe('3: MAY_BE_CUT')
  })

  test('that ends without a line end MUST have its last line taken where nothing shows that it was cut', async () => {
    expect(told(await read(`${header}\n1,x,2026-05-01,a-1,10`))).toEqual(['2: a-1 2026-05-01 1000'])
    expect(told(await read(`${header}\n1,x,2026-05-01,a-1,10.00\n2,x,2026-05-01,a-2,20.00`))).toHaveLength(2)
  })

  test('without a header MUST NOT lose its first line', async () => {
    expect(told(await read('1,x,2026-05-01,a-1,-10.00\n'))).toEqual(['1: NOT_POSITIVE'])
    expect(told(await read('1,x,2026-05-01,a-1,10.00\n'))).toEqual(['1: a-1 2026-05-01 1000'])
  })

  test('with a title instead of a header MUST be read', async () => {
    expect(told(await read('Statement of May\n1,x,2026-05-01,a-1,10.00\n'))).toEqual(['2: a-1 2026-05-01 1000'])
  })

  test.each([
    ['in ISO 8859-2', Buffer.from([...Buffer.from(`${header}\n1,`), 0xb1, 0x0a]), /^Line 2 is not text in UTF-8/],
    ['in UTF-16', Buffer.from(`\uFEFF${header}\n`, 'utf16le'), /^Line 1 is not text in UTF-8/],
    ['with a NUL character', `${header}\n1,\0,2026-05-01,a-1,10.00\n`, /^Line 2 is not text: it contains a NUL/],
    [
      'with semicolons',
      'id;title;date;account;amount\n1;x;2026-05-01;a-1;10.00\n',
      /^Line 1 has no 5 columns separated by commas/,
    ],
    ['of prose', 'Dear Sir,\nthank you.\n', /^Line 2 has no 5 columns/],
    ['of one endless line', `${header}\n${'x'.repeat(50_000)}`, /^Line 2 has too many characters/],
  ])('%s MUST be refused with a reason', async (_, file, reason) => {
    const refused = expect(read(file))
    await refused.rejects.toThrow(UnreadableStatement)
    await expect(read(file)).rejects.toThrow(reason)
  })
})

test.each([
  ['an endless line', 'x'.repeat(50_000)],
  ['a line that is no text', '3,\0\n'],
])('lines before %s MUST be read, also those that wait for a quotation mark', async (_, end) => {
  const lines: StatementLine[] = []
  const good = [header, '1,x,2026-05-01,a-1,10.00', '2,"open,2026-05-01,a-2,20.00', '3,z,2026-05-01,a-3,30.00', '']
  await expect(read(good.join('\n').concat(end), { lines })).rejects.toThrow(UnreadableStatement)
  expect(told(lines)).toEqual(['2: a-1 2026-05-01 1000', '3: UNREADABLE', '4: a-3 2026-05-01 3000'])
})

test('a line MUST be the same however its account, day and amount are written, and another by any other column', async () => {
  const [first, ...others] = await read(
    [
      header,
      '1,x,2026-05-01,ABC,10.00',
      ' 1 ,x,2026-05-01T00:00:00,abc,10.00000,',
      '"1","x","2026-05-01","Abc","+10"',
      '2,x,2026-05-01,ABC,10.00',
      '1,y,2026-05-01,ABC,10.00',
      '1,x,2026-05-02,ABC,10.00',
      '1,x,2026-05-01,ABD,10.00',
      '1,x,2026-05-01,ABC,10.01',
      '1,x,2026-05-01,ABC,10.00,EUR',
      '1,x,2026-05-01T09:30:00,ABC,10.00',
      '1,x,2026-05-01T16:45:00,ABC,10.00',
      '',
    ].join('\n'),
  )
  const isSame = others.map(({ identity }) => identity === first?.identity)
  expect(isSame).toEqual([true, true, false, false, false, false, false, false, false, false])
  expect(others.at(-1)?.identity).not.toBe(others.at(-2)?.identity)
})

test('a piece of a file MUST be read up to its last whole line, and the next one go on there', async () => {
  const file = Buffer.from(
    `${header}\n1,x,2026-05-01,a-1,10.00\n2,"y\nz",2026-05-01,a-2,20.00\n3,x,2026-05-01,a-3,30.00`,
  )
  const seen: string[] = []
  let place: FilePlace = { bytes: 0, lines: 0 }
  let layout = unknownLayout
  while (place.bytes < file.length) {
    const piece = file.subarray(place.bytes, place.bytes + 45)
    const before = place
    for await (const records of recordsIn(pieces(piece, 9), place, file.length)) {
      const found = readRecords(records, layout, { mayGrow: false })
      layout = found.layout
      seen.push(...told(found.lines))
      place = records.at(-1)?.end ?? place
    }
    expect(place.bytes).toBeGreaterThan(before.bytes)
  }
  expect(seen).toEqual(['2: a-1 2026-05-01 1000', '3: a-2 2026-05-01 2000', '5: a-3 2026-05-01 3000'])
})
