import { readFile } from 'node:fs/promises'

export type Counts = { passed: number; failed: number; skipped: number }

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/**
 * Counts what vitest's JSON report tells. A file that could not even be loaded is one failure, and so is whatever made
 * vitest fail without a failing test (an error outside of tests, no report at all).
 */
export async function readCounts(path: string, exitCode: number | null): Promise<Counts> {
  const report: Report | undefined = await readFile(path, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const failed = report.numFailedTests + broken.length
  return {
    passed: report.numPassedTests,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** The closing line, for people and for machines. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
