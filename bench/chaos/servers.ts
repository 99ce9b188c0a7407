import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { install } from '../../scripts/services/packages.ts'
import { initialise, postgres } from '../../scripts/services/postgres.ts'
import { type Daemon, daemon, findProgram, run, speaks, startDaemon, until } from '../../scripts/services/programs.ts'
import { rabbitmq, settings } from '../../scripts/services/rabbitmq.ts'
import type { Recipe, Workspace } from '../../scripts/services/recipe.ts'
import { redis } from '../../scripts/services/redis.ts'
import { type OwnServer, ownServer } from './server.ts'

/** Where a server keeps its data, and the environment that marks its processes as this run's. */
export type ServerWorkspace = Workspace & { port: number }

export type Installed = OwnServer & { url: string }

const password = randomBytes(12).toString('hex')

/** Commits reach the disk here: what is acknowledged must survive more than a kill. */
export async function ownPostgres({ directory, env, port }: ServerWorkspace): Promise<Installed> {
  const program = await find(postgres, '/usr/lib/postgresql/*/bin/postgres', '/usr/pgsql-*/bin/postgres', 'postgres')
  const { url, serve } = await initialise(program, directory, port)
  const launch = () => whenItAnswers(daemon(serve(['-c', 'max_connections=200'], env)), postgres, url)
  return { ...ownServer('Postgres', launch, 'SIGINT'), url }
}

export async function ownRedis({ directory, env, port }: ServerWorkspace): Promise<Installed> {
  const program = await find(redis, 'redis-server', 'valkey-server')
  await mkdir(directory, { recursive: true })
  const given = { port, bind: '127.0.0.1', requirepass: password, dir: directory, save: '', appendonly: 'no' }
  const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)])
  const url = `redis://:${password}@127.0.0.1:${port}`
  const launch = () => whenItAnswers(startDaemon(program, args, env, directory), redis, url)
  return { ...ownServer('Redis', launch), url }
}

export type InstalledRabbit = Installed & {
  /** `rabbitmqctl` with these arguments; its output. */
  ctl(...args: string[]): Promise<string>
}

/** `ports` are for the name server and for the distribution. */
export async function ownRabbit(
  workspace: ServerWorkspace,
  ports: [names: number, distribution: number],
): Promise<InstalledRabbit> {
  const program = await find(rabbitmq, '/usr/lib/rabbitmq/bin/rabbitmq-server', 'rabbitmq-server')
  const epmd = await find(rabbitmq, 'epmd', '/usr/lib/erlang/erts-*/bin/epmd', '/usr/lib/erlang/bin/epmd')
  const [names, distribution] = ports
  const { directory, port } = workspace
  await mkdir(directory, { recursive: true })
  const env = { ...workspace.env, ...(await settings(directory, port, distribution, names)) }
  const nameServer = startDaemon(epmd, ['-port', String(names), '-address', '127.0.0.1'], env, directory)
  await until(() => speaks('127.0.0.1', names, '\0\x01n', '\0'), 'epmd', 15, nameServer)
  const url = `amqp://parley:parley@127.0.0.1:${port}`
  const launch = () => whenItAnswers(startDaemon(program, [], env, directory), rabbitmq, url)
  const server = ownServer('RabbitMQ', launch)
  return {
    ...server,
    url,
    end: async () => {
      await server.end()
      await nameServer.stop()
    },
    ctl: async (...args) => {
      const ctl = join(dirname(program), 'rabbitmqctl')
      return (await run(ctl, args, { env, cwd: directory, timeout: 120_000 })).stdout
    },
  }
}

async function whenItAnswers(server: Daemon, { title, check }: Recipe, url: string): Promise<Daemon> {
  const answers = () =>
    check(url).then(
      () => true,
      () => false,
    )
  await until(answers, title, 90, server)
  return server
}

async function find({ title, packages }: Recipe, ...candidates: string[]): Promise<string> {
  const program = await findProgram(...candidates)
  if (program) return program
  const installed = (await install(packages)) && (await findProgram(...candidates))
  if (installed) return installed
  throw new Error(
    `${title} is missing and must be run by this machine: install it (Debian: apt-get install ${packages.join(' ')}).`,
  )
}
