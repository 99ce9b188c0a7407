import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { install } from './packages.ts'
import { stablePort } from './ports.ts'
import { findProgram, speaks, startDaemon, until } from './programs.ts'
import type { Running } from './recipe.ts'

/** Asks for TLS in Postgres's protocol, before anything else is said; a pooler without certificates answers `N`. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

export type PoolMode = 'session' | 'transaction' | 'statement'

/** PgBouncer, installed if it can be; undefined where it can not. */
export async function findPgBouncer(): Promise<string | undefined> {
  const find = () => findProgram('pgbouncer')
  return (await find()) ?? ((await install(['pgbouncer']).catch(() => false)) ? find() : undefined)
}

/**
 * PgBouncer in front of the server of `url`, with its own defaults but for the mode. Its `value` is the address by which
 * it leads to every database of that server.
 */
export async function startPgBouncer(
  program: string,
  url: string,
  mode: PoolMode,
  directory: string,
): Promise<Running> {
  const server = new URL(url)
  const port = await stablePort()
  const file = join(directory, `pgbouncer-${port}.ini`)
  const users = join(directory, `pgbouncer-${port}.txt`)
  await writeFile(users, `"${server.username}" "${server.password}"\n`, { mode: 0o644 })
  const lines = [
    '[databases]',
    `* = host=${server.hostname} port=${server.port} user=${server.username} password=${server.password}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = plain',
    `auth_file = ${users}`,
    `pool_mode = ${mode}`,
  ]
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o644 })
  // It does not run as root.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const daemon = startDaemon(program, [...user, file], process.env, directory)
  await until(() => speaks('127.0.0.1', port, sslRequest, 'N'), 'PgBouncer', 15, daemon)
  const value = new URL(url)
  value.port = String(port)
  return { value: value.href, stop: () => daemon.stop() }
}
