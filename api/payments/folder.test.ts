import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { isAtRest, startStatementFolder } from './folder.ts'
import { aStatement, openCashDesk } from './testing.ts'

let desk: Awaited<ReturnType<typeof openCashDesk>>
let directory: string
let account: string
const watching: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  desk = await openCashDesk()
})
beforeEach(async () => {
  await desk.clear()
  await desk.sells()
  account = await desk.numberOf()
  directory = await mkdtemp(join(tmpdir(), 'parley-statements-'))
})
afterEach(async () => {
  await Promise.all(watching.splice(0).map((each) => each.stop()))
  await rm(directory, { recursive: true })
})
afterAll(() => desk.close())

const watch = (statements: Pick<typeof desk.statements, 'importFile'> = desk.statements) => {
  const logger = pino({ level: 'silent' })
  const folder = startStatementFolder({ directory, db: desk.db, statements, logger, pause: 5 })
  watching.push(folder)
  return folder
}
const put = (name: string, content: string) => writeFile(join(directory, name), content)
const imported = async () => {
  const { edges } = await desk.statements.bankStatementImports({})
  return edges.filter(({ node }) => node.finishedAt !== null).map(({ node }) => node.fileName)
}

test('the statements of the folder MUST be imported, those that come later as well, and nothing else', async () => {
  await put('may.csv', aStatement({ account, amount: '10.00' }))
  await put('notes.txt', aStatement({ account, amount: '1.00' }))
  await put('.hidden.csv', aStatement({ account, amount: '2.00' }))
  watch()
  await expect.poll(imported).toEqual(['may.csv'])
  await put('JUNE.CSV', aStatement({ account, amount: '20.00' }))
  await expect.poll(imported).toHaveLength(2)
  expect(await desk.entriesOf()).toEqual(['EXPECTED 72 2026-05-01', 'IN 10 2026-05-10', 'IN 20 2026-05-10'])
  expect((await readdir(directory)).sort()).toEqual(['.hidden.csv', 'JUNE.CSV', 'may.csv', 'notes.txt'])
})

test('a file that is new, or has changed since the last look, MUST be taken for one that is still being written', () => {
  const now = { size: 10, modified: 1_000 }
  expect(isAtRest(undefined, now)).toBe(false)
  expect(isAtRest({ size: 9, modified: 1_000 }, now)).toBe(false)
  expect(isAtRest({ size: 10, modified: 999 }, now)).toBe(false)
  expect(isAtRest({ size: 10, modified: 1_000 }, now)).toBe(true)
})

test('a file MUST be imported once by several processes, and again only when it has changed', async () => {
  let tries = 0
  const counted = {
    importFile: (file: Parameters<typeof desk.statements.importFile>[0]) => {
      tries++
      return desk.statements.importFile(file)
    },
  }
  await put('may.csv', aStatement({ account, amount: '10.00' }))
  for (let process = 0; process < 3; process++) watch(counted)
  await expect.poll(() => tries).toBe(3)
  expect(await imported()).toEqual(['may.csv'])
  await appendFile(join(directory, 'may.csv'), `2,premium,2026-05-11,${account},20.00\n`)
  await expect.poll(imported).toEqual(['may.csv', 'may.csv'])
  expect(await desk.entriesOf()).toHaveLength(3)
})

test('a file that is no statement, or cannot be read, MUST keep no other from being imported', async () => {
  await put('a.csv', 'Dear Sir,\nthank you.\n')
  await put('c.csv', aStatement({ account, amount: '10.00' }))
  let isFirst = true
  watch({
    importFile: (file) => {
      if (file.name !== 'c.csv' || !isFirst) return desk.statements.importFile(file)
      isFirst = false
      return Promise.reject(new Error('unreadable for now'))
    },
  })
  await expect.poll(imported).toHaveLength(2)
  const { edges } = await desk.statements.bankStatementImports({})
  expect(edges.map(({ node }) => [node.fileName, node.problem !== null]).sort()).toEqual([
    ['a.csv', true],
    ['c.csv', false],
  ])
  expect(await desk.entriesOf()).toHaveLength(2)
})

test('an import that was broken off MUST begin anew', async () => {
  const content = Buffer.from(aStatement({ account, amount: '10.00' }, { account, amount: '20.00' }))
  async function* broken() {
    yield content.subarray(0, content.length - 5)
    throw new Error('gone')
  }
  const file = { name: 'may.csv', size: content.length, digest: 'd' }
  await expect(desk.statements.importFile({ ...file, content: broken() })).rejects.toThrow('gone')
  async function* whole() {
    yield content
  }
  expect(await desk.statements.importFile({ ...file, content: whole() })).toBe(true)
  expect(await desk.statements.importFile({ ...file, content: whole() })).toBe(false)
  const { edges } = await desk.statements.bankStatementImports({})
  expect(edges.map(({ node }) => [node.booked, node.alreadyBooked])).toEqual([[1, 1]])
  expect(await desk.entriesOf()).toHaveLength(3)
})

test('a file that is being read MUST be left when the process stops', async () => {
  await put('may.csv', 'x'.repeat(1_000_000))
  const reading = Promise.withResolvers<void>()
  const isTold = Promise.withResolvers<void>()
  let bytes = 0
  const folder = watch({
    importFile: async ({ content }) => {
      for await (const chunk of content) {
        bytes += chunk.length
        reading.resolve()
        await isTold.promise
      }
      return true
    },
  })
  await reading.promise
  const stopped = folder.stop()
  isTold.resolve()
  await stopped
  expect(bytes).toBeLessThan(1_000_000)
})

test('a last line without a line end MUST NOT be booked where more of it could change it', async () => {
  const whole = Buffer.from(aStatement({ account, amount: '1000.00' }))
  async function* content(size: number) {
    yield whole.subarray(0, size)
  }
  for (const size of [whole.length - 5, whole.length])
    await desk.statements.importFile({ name: 'may.csv', size, digest: 'd', content: content(size) })
  expect(await desk.entriesOf()).toEqual(['EXPECTED 72 2026-05-01', 'IN 1000 2026-05-10'])
})
