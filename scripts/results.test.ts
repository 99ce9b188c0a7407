import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closingLine, readCounts } from './results.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-results-'))
})
afterEach(() => rm(directory, { recursive: true }))

const passing = { status: 'passed', assertionResults: [{}] }
async function counts(report: object | string, exitCode: number) {
  const path = join(directory, 'report.json')
  await writeFile(path, typeof report === 'string' ? report : JSON.stringify(report))
  return readCounts(path, exitCode)
}
const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [passing] }

test('a run in which all is well MUST be counted as it is', async () => {
  expect(await counts(report, 0)).toEqual({ passed: 3, failed: 0, skipped: 0 })
})

test('a file that cannot be loaded MUST count as a failure', async () => {
  const broken = { status: 'failed', assertionResults: [] }
  expect(await counts({ ...report, testResults: [passing, broken] }, 1)).toMatchObject({ passed: 3, failed: 1 })
})

test('a run that fails without a failing test, or without a report, MUST count as a failure', async () => {
  expect(await counts(report, 1)).toMatchObject({ failed: 1 })
  expect(await counts('nonsense', 0)).toMatchObject({ failed: 1 })
  expect(await readCounts(join(directory, 'missing.json'), 0)).toMatchObject({ failed: 1 })
})

test('skipped tests and tests to be written MUST show in the closing line', async () => {
  const skipping = await counts({ ...report, numPendingTests: 1, numTodoTests: 1 }, 0)
  expect(closingLine(skipping)).toBe('3 passed, 0 failed, 2 skipped')
  expect(closingLine(await counts(report, 0))).toBe('3 passed, 0 failed')
})
