import { readFile } from 'node:fs/promises'
import { arch, availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'
import { openDb } from '../api/db/db.ts'
import type { Bench } from './bench.ts'

/** What the figures were measured on and with, as lines of Markdown. */
export async function describeRun({ options, postgres }: Bench): Promise<string[]> {
  const model = cpus()[0]?.model.trim() ?? arch()
  const memory = Math.round(totalmem() / 2 ** 30)
  const db = openDb(postgres, { max: 1 })
  const [database] = await db.sql<{ version: string; fsync: string; commit: string }[]>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit`
  await db.close()
  return [
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `- ${availableParallelism()} × ${model}, ${memory} GiB, ${type()} ${release()}; load average when it began: ${loadavg()[0]?.toFixed(2)}`,
    `- Node ${process.versions.node}; Postgres ${database?.version}, fsync ${database?.fsync}, synchronous_commit ${database?.commit}`,
    `- ${(await versions()).join(', ')}`,
    `- ${options.seconds} s a measurement after ${options.warmUp} s of the same load, median of ${options.rounds} round${options.rounds === 1 ? '' : 's'}; load generator: ${options.loaders} process${options.loaders === 1 ? '' : 'es'}; ${options.inFlight} in flight`,
  ]
}

async function versions(): Promise<string[]> {
  const read = async (path: string) =>
    JSON.parse(await readFile(path, 'utf8')) as { version: string; dependencies: object }
  const parley = await read('package.json')
  const peers = Object.entries((await read('bench/package.json')).dependencies)
  return [`Parley ${parley.version}`, ...peers.map(([name, version]) => `${name} ${version}`)]
}
