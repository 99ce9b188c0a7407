import { existsSync, statSync } from 'node:fs'
import { createBench } from '../bench/bench.ts'
import { describeRun } from '../bench/machine.ts'
import { type Options, readOptions, usage, WrongOption } from '../bench/options.ts'
import { parts } from '../bench/parts.ts'
import { writeResults } from '../bench/results.ts'
import { print } from '../bench/table.ts'
import { durablePostgres } from './services/postgres.ts'
import { Interrupted, ServiceMissing, withServices } from './services.ts'
import { runProgram } from './steps.ts'

const names = Object.keys(parts)

/** Measures Parley beside its peers and writes what came out to bench/RESULTS.md. */
async function bench(options: Options): Promise<void> {
  const needsRabbitMq = options.parts.some((part) => parts[part]?.needsRabbitMq)
  await withServices([durablePostgres, ...(needsRabbitMq ? (['rabbitmq'] as const) : [])], async (env, interrupted) => {
    await installPeers(env, interrupted)
    const bench = createBench({
      options,
      env,
      postgres: env.BENCH_DATABASE_URL ?? '',
      rabbitmq: env.TEST_AMQP_URL ?? null,
    })
    const fresh = new Map<string, string>()
    for (const name of options.parts) {
      interrupted.throwIfAborted()
      const part = parts[name]
      if (!part) continue
      const run = await describeRun(bench)
      console.log(`\n## ${part.title}\n`)
      const text = [`## ${part.title}`, '', ...run, '', ...(await part.run(bench)).map(print)].join('\n')
      console.log(`\n${text}`)
      fresh.set(name, text)
      if (!options.dry) await writeResults(names, fresh)
    }
  })
}

/** The peers are no dependency of the product: they are installed here, exactly as their lock file says, when needed. */
async function installPeers(env: NodeJS.ProcessEnv, interrupted: AbortSignal): Promise<void> {
  const installed = 'bench/node_modules/.package-lock.json'
  const lock = 'bench/package-lock.json'
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  console.log('Installing what Parley is measured against …')
  const { code, output } = await runProgram(['npm', 'ci', '--prefix', 'bench'], env, interrupted, 'keep')
  if (code !== 0) throw new Error(`npm ci --prefix bench failed:\n${output}`)
}

try {
  if (process.argv.slice(2).includes('--help')) console.log(usage(names))
  else await bench(readOptions(process.argv.slice(2), names))
} catch (error) {
  if (![ServiceMissing, Interrupted, WrongOption].some((expected) => error instanceof expected)) throw error
  console.error((error as Error).message)
  process.exitCode = error instanceof Interrupted ? error.exitCode : 1
}
