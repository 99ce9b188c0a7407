import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildClientIfStale } from './client-build.ts'
import { whenParentIsLost } from './parent.ts'
import { hasEnded } from './services/programs.ts'

/** The server, started again when a file of api/ changes, and Vite, which reloads the page: both end together. */
const CLIENT_PORT = process.env.CLIENT_PORT ?? '5173'
const clientOrigins = [`http://localhost:${CLIENT_PORT}`, `http://127.0.0.1:${CLIENT_PORT}`]

// The server's own address shows the last build, and GraphiQL is part of it.
await buildClientIfStale().catch((error: Error) => console.error(error.message))

const allowed = [process.env.ALLOWED_ORIGINS, ...clientOrigins].filter(Boolean).join(',')
const server = start(['--watch', '--watch-path=api', '--watch-preserve-output', 'api/main.ts'], {
  ALLOWED_ORIGINS: allowed,
})
const client = start(['node_modules/vite/bin/vite.js', '--port', CLIENT_PORT, '--strictPort', '--clearScreen=false'])
const both = [server, client]

// Ctrl-C reaches all three by itself; any other signal only us.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopBoth(signal))
whenParentIsLost(() => stopBoth('SIGTERM'))
const [code] = await Promise.race(both.map((child) => once(child, 'exit')))
stopBoth('SIGTERM')
await Promise.all(both.map((child) => hasEnded(child) || once(child, 'exit')))
process.exitCode = typeof code === 'number' ? code : 0

function start(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
}

function stopBoth(signal: NodeJS.Signals): void {
  for (const child of both) if (!hasEnded(child)) child.kill(signal)
}
