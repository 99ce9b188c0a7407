import { existsSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runCommand, runStep, sourceChecks } from './steps.ts'

/** The quick part of the tests: the source, and the rules that need no server. */
const never = new AbortController().signal
let good = true
for (const step of sourceChecks) good = (await runStep(step, process.env, never)) && good

const files = await Array.fromAsync(
  glob('{api,bench,client,scripts}/**/*.test.{ts,tsx}', { exclude: ['**/node_modules/**'] }),
)
const rules: string[] = []
for (const file of files) if (!(await needsServer(file))) rules.push(file)
const { code } = await runCommand(['vitest', 'run', '--reporter=dot', ...rules], process.env, never, 'show')
process.exitCode = good && code === 0 ? 0 : 1

/** Whether a file, or anything it imports, asks for the address of a test server or starts one. */
async function needsServer(file: string, seen = new Set<string>()): Promise<boolean> {
  if (seen.has(file) || !existsSync(file)) return false
  seen.add(file)
  const text = await readFile(file, 'utf8')
  if (/process\.env\.TEST_|\b(startEmbeddedPostgres|withServices)\(/.test(text)) return true
  for (const [, path = ''] of text.matchAll(/\bfrom '(\.[^']+)'/g)) {
    if (await needsServer(join(dirname(file), path), seen)) return true
  }
  return false
}
