import { join } from 'node:path'
import { closingLine, readCounts } from './results.ts'
import { allServices, Interrupted, ServiceMissing, withServices } from './services.ts'
import { runCommand, runStep, sourceChecks } from './steps.ts'

/** Everything: the checks of the source, the client's build, and every test against real servers and a real browser. */
async function test(given: NodeJS.ProcessEnv, interrupted: AbortSignal): Promise<number> {
  const started = Date.now()
  const directory = given.PARLEY_TEST_RUN ?? ''
  // Every process of the tests starts with what the first one has compiled.
  const env = { ...given, NODE_COMPILE_CACHE: join(directory, 'compile-cache') }
  const steps = [...sourceChecks, { title: 'client build', command: ['build'] }]
  const outcomes = await Promise.all(steps.map((step) => runStep(step, env, interrupted)))
  const passed = outcomes.filter(Boolean).length

  const report = join(directory, 'report.json')
  const vitest = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await runCommand([...vitest, ...process.argv.slice(2)], env, interrupted, 'show')
  const counts = await readCounts(report, code)
  console.log(`Everything took ${Math.round((Date.now() - started) / 1_000)} s.\n`)
  const total = { ...counts, passed: counts.passed + passed, failed: counts.failed + steps.length - passed }
  console.log(closingLine(total))
  // A skipped test promises nothing.
  return total.failed === 0 && total.skipped === 0 ? 0 : 1
}

try {
  process.exitCode = await withServices(allServices, test)
} catch (error) {
  if (!(error instanceof ServiceMissing || error instanceof Interrupted)) throw error
  console.error(error.message)
  process.exitCode = error instanceof Interrupted ? error.exitCode : 1
}
