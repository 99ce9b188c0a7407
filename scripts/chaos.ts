import { parseArgs } from 'node:util'
import { breakages } from '../bench/chaos/broken.ts'
import { faults } from '../bench/chaos/faults.ts'
import { written } from '../bench/chaos/report.ts'
import { type Options, runChaos } from '../bench/chaos/run.ts'
import { Interrupted, withServices } from './services.ts'

/** Breaks everything while people talk and sell, and checks that nobody was told wrong: docs/chaos.md. */
const usage = `npm run chaos -- [options]
  --minutes N    how long faults are done (10)
  --kills N      goes on until every process and server was killed -9 so often (0)
  --seed N       the same seed deals the same faults (a new one)
  --faults a,b   only these: ${Object.keys(faults).join(', ')}
  --once         each of the faults once, instead of for minutes
  --embedded     one process with the embedded engines
  --workers N    each process of Parley has so many workers (1)
  --readers N    readers of messages, and as many of notifications (8)
  --pace N       messages per second (12)
  --silence MS   how long an entry may keep a reader waiting while everything is well (10000)
  --break WHAT   one reader's follow is broken, to see it found: ${breakages.join(', ')}
  --logs DIR     leaves there what the processes wrote`

function readOptions(): Options {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    options: {
      minutes: text,
      kills: text,
      seed: text,
      faults: text,
      once: flag,
      embedded: flag,
      workers: text,
      readers: text,
      pace: text,
      silence: text,
      break: text,
      logs: text,
      help: flag,
    },
  })
  if (values.help) throw new Wrong('')
  const number = (
    name: 'minutes' | 'kills' | 'seed' | 'workers' | 'readers' | 'pace' | 'silence',
    otherwise: number,
  ) => {
    const value = values[name] === undefined ? otherwise : Number(values[name])
    if (!(value >= 0)) throw new Wrong(`--${name} must be a number, got ${JSON.stringify(values[name])}.`)
    return value
  }
  const names = values.faults?.split(',').map((name) => name.trim()) ?? Object.keys(faults)
  const unknown = names.find((name) => !faults[name])
  if (unknown !== undefined) throw new Wrong(`--faults: there is no ${JSON.stringify(unknown)}.`)
  const breakage = breakages.find((each) => each === values.break)
  if (values.break !== undefined && !breakage) throw new Wrong(`--break must be one of ${breakages.join(', ')}.`)
  const form = values.embedded ? 'embedded' : 'cluster'
  const workers = number('workers', 1)
  const canHappen = (name: string) => faults[name]?.forms.includes(form) && (name !== 'worker-kill' || workers > 1)
  return {
    form,
    workers,
    seed: number('seed', Math.floor(Math.random() * 1e9)),
    storm: {
      lasts: values.once ? null : number('minutes', 10) * 60_000,
      kills: number('kills', 0),
      names: names.filter(canHappen),
    },
    readers: number('readers', 8),
    pace: number('pace', 12),
    silence: number('silence', 10_000),
    breakage,
    logs: values.logs ?? null,
    report: (line) => console.log(line),
  }
}

class Wrong extends Error {}

try {
  const options = readOptions()
  console.log(`seed ${options.seed}`)
  process.exitCode = await withServices([], async (env, interrupted) => {
    const interruption = new Promise<never>((_, fail) => {
      interrupted.addEventListener('abort', () => fail(interrupted.reason), { once: true })
    })
    const verdict = await Promise.race([runChaos(options, env.PARLEY_TEST_RUN ?? '', env), interruption])
    console.log(`\n${written(verdict, options.seed)}`)
    return verdict.good ? 0 : 1
  })
} catch (error) {
  if (error instanceof Interrupted) {
    console.error(error.message)
    process.exit(error.exitCode)
  }
  if (!(error instanceof Wrong) && !(error instanceof TypeError && 'code' in error)) throw error
  console.error(`${error.message}\n${usage}`)
  process.exitCode = 2
}
