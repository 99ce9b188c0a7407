import { buildClientIfStale } from './client-build.ts'
import { whenParentIsLost } from './parent.ts'

/** Builds what is needed and becomes the server, in this very process: its signals and its exit code are the server's. */
process.env.NODE_ENV ??= 'production'
try {
  await buildClientIfStale()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
whenParentIsLost(() => process.kill(process.pid, 'SIGTERM'))
await import('../api/main.ts')
