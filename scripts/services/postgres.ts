import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openDb } from '../../api/db/db.ts'
import { startEmbeddedPostgres } from '../../api/db/embedded/embedded-postgres.ts'
import { createLauncher } from '../../api/db/embedded/postgres-launcher.ts'
import { stablePort } from './ports.ts'
import { daemon, findProgram, until } from './programs.ts'
import type { Recipe, Running, Workspace } from './recipe.ts'

/** For tests. Nothing there outlives the run; that commits reach the disk is tested with the embedded server. */
export const postgres: Recipe = postgresWith('TEST_DATABASE_URL', ['-c', 'fsync=off'])

/** For measurements: what is committed is on the disk, as in a server that people keep their data in. */
export const durablePostgres: Recipe = postgresWith('BENCH_DATABASE_URL', [])

function postgresWith(variable: string, settings: string[]): Recipe {
  return {
    title: 'Postgres',
    variable,
    example: 'postgres://postgres@127.0.0.1:5432/postgres (a user who may create databases)',
    // The tests of the database put PgBouncer in front of it.
    packages: ['postgresql', 'pgbouncer'],
    container: {
      image: 'postgres:18',
      port: 5432,
      env: ['POSTGRES_PASSWORD=parley'],
      url: (port) => `postgres://postgres:parley@127.0.0.1:${port}/postgres`,
    },
    check: (url) => until(() => answers(url), `Postgres at ${new URL(url).host}`, 5),
    local: async () => {
      const program = await findProgram('/usr/lib/postgresql/*/bin/postgres', '/usr/pgsql-*/bin/postgres', 'postgres')
      return program ? (workspace) => start(program, workspace, settings) : undefined
    },
    lastResort: async ({ directory }) => {
      const log = { debug: () => {}, warn: console.warn, error: console.error }
      const server = await startEmbeddedPostgres({ dataDir: directory, log })
      return { value: server.url, stop: () => server.stop() }
    },
  }
}

/**
 * Makes a cluster in `directory` whose owner, postgres, has a generated password. `serve` starts its server on 127.0.0.1
 * with more arguments, as often as its last one has ended.
 */
export async function initialise(program: string, directory: string, port: number) {
  const data = join(directory, 'data')
  const password = randomBytes(12).toString('hex')
  await mkdir(data, { recursive: true })
  await writeFile(`${data}.password`, password)
  const launcher = await createLauncher(directory, data, program)
  await launcher.own(data)
  await launcher.own(`${data}.password`)
  await launcher.run(join(dirname(program), 'initdb'), [
    ...['--pgdata', data, '--username', 'postgres', '--pwfile', `${data}.password`, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
  ])
  const args = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=']
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    serve: (more: string[], env: NodeJS.ProcessEnv) => launcher.serve(program, [...args, ...more], data, env),
  }
}

async function start(program: string, { directory, env }: Workspace, settings: string[]): Promise<Running> {
  const port = await stablePort()
  const { url, serve } = await initialise(program, directory, port)
  const server = daemon(serve([...settings, '-c', 'max_connections=300'], env))
  await until(() => answers(url), 'Postgres', 60, server)
  return { value: url, stop: () => server.stop('SIGINT') }
}

async function answers(url: string): Promise<boolean> {
  const db = openDb(url, { max: 1 })
  return db.sql`select 1`
    .then(
      () => true,
      () => false,
    )
    .finally(() => db.close())
}
