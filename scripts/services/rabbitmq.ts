import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stablePorts } from './ports.ts'
import { findProgram, speaks, startDaemon, until } from './programs.ts'
import type { Recipe, Running, Workspace } from './recipe.ts'

export const rabbitmq: Recipe = {
  title: 'RabbitMQ',
  variable: 'TEST_AMQP_URL',
  example: 'amqp://guest:guest@127.0.0.1:5672',
  packages: ['rabbitmq-server'],
  container: { image: 'rabbitmq:4', port: 5672, env: [], url: (port) => `amqp://guest:guest@127.0.0.1:${port}` },
  check: (url) => until(() => answers(url), `RabbitMQ at ${new URL(url).host}`, 5),
  local: async () => {
    // Debian's rabbitmq-server in /usr/sbin is a wrapper that becomes another user; the program itself will do as we.
    const server = await findProgram('/usr/lib/rabbitmq/bin/rabbitmq-server', 'rabbitmq-server')
    const epmd = await findProgram('epmd', '/usr/lib/erlang/erts-*/bin/epmd', '/usr/lib/erlang/bin/epmd')
    return server && epmd ? (workspace) => start(server, epmd, workspace) : undefined
  },
}

async function start(program: string, epmd: string, workspace: Workspace): Promise<Running> {
  const [port = 0, distribution = 0, names = 0] = await stablePorts(3)
  const env = { ...workspace.env, ...(await settings(workspace.directory, port, distribution, names)) }
  // Erlang would start its name server in the background, where it outlives everybody: ours runs in front of us, and
  // RabbitMQ finds it already there.
  const nameServer = startDaemon(epmd, ['-port', String(names), '-address', '127.0.0.1'], env, workspace.directory)
  await until(() => speaks('127.0.0.1', names, '\0\x01n', '\0'), 'epmd', 60, nameServer)
  const server = startDaemon(program, [], env, workspace.directory)
  const url = `amqp://parley:parley@127.0.0.1:${port}`
  await until(() => answers(url), 'RabbitMQ', 90, server)
  return {
    value: url,
    stop: async () => {
      await server.stop()
      await nameServer.stop()
    },
  }
}

/** The environment of a RabbitMQ whose data, ports and names are its own. */
export async function settings(directory: string, port: number, distribution: number, names: number) {
  const at = (name: string) => join(directory, name)
  await writeFile(
    at('rabbitmq.conf'),
    'default_user = parley\ndefault_pass = parley\ndisk_free_limit.absolute = 50MB\n',
  )
  await writeFile(at('enabled_plugins'), '[].\n')
  await writeFile(at('env.conf'), '')
  return {
    HOME: directory,
    ERL_EPMD_PORT: String(names),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `parley-${randomBytes(6).toString('hex')}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: at('env.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: at('enabled_plugins'),
    RABBITMQ_MNESIA_BASE: at('mnesia'),
    RABBITMQ_LOG_BASE: at('log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_SCHEMA_DIR: at('schema'),
    RABBITMQ_GENERATED_CONFIG_DIR: at('generated'),
    RABBITMQ_PID_FILE: at('pid'),
    // The script then becomes the server instead of waiting for it, and our signals reach it.
    RUNNING_UNDER_SYSTEMD: 'true',
  }
}

// A server answers the protocol header with a method frame (type 1, channel 0).
function answers(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address)
  return speaks(hostname, Number(port || 5672), 'AMQP\0\0\x09\x01', '\x01\0\0')
}
