import { randomBytes } from 'node:crypto'
import { stablePort } from './ports.ts'
import { findProgram, speaks, startDaemon, until } from './programs.ts'
import type { Recipe, Running, Workspace } from './recipe.ts'

export const redis: Recipe = {
  title: 'Redis',
  variable: 'TEST_REDIS_URL',
  example: 'redis://127.0.0.1:6379',
  packages: ['redis-server'],
  container: { image: 'redis:8', port: 6379, env: [], url: (port) => `redis://127.0.0.1:${port}` },
  check: (url) => until(() => answers(url), `Redis at ${new URL(url).host}`, 5),
  local: async () => {
    const program = await findProgram('redis-server', 'valkey-server')
    return program ? (workspace) => start(program, workspace) : undefined
  },
}

async function start(program: string, { directory, env }: Workspace): Promise<Running> {
  const port = await stablePort()
  const password = randomBytes(12).toString('hex')
  const settings = { port, bind: '127.0.0.1', requirepass: password, dir: directory, save: '', appendonly: 'no' }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  const server = startDaemon(program, args, env, directory)
  const url = `redis://:${password}@127.0.0.1:${port}`
  await until(() => answers(url), 'Redis', 60, server)
  return { value: url, stop: () => server.stop() }
}

function answers(address: string): Promise<boolean> {
  const { hostname, port, username, password } = new URL(address)
  const login = password
    ? `AUTH ${[username, password].filter(Boolean).map(decodeURIComponent).join(' ')}\r\n`
    : 'PING\r\n'
  return speaks(hostname, Number(port || 6379), login, password ? '+OK' : '+PONG')
}
