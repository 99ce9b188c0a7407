import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HealthChecks } from './health-checks.ts'
import { createMetrics, type Peers } from './metrics.ts'
import { withTimeout } from './timeout.ts'

/** `/healthz` and `/readyz` of this process; `/metrics` of all workers together, where it has `peers`. */
export function createOpsHandler(healthChecks: HealthChecks, peers: Peers | null = null) {
  const metrics = createMetrics(healthChecks, peers)

  /**
   * A process is ready while its database takes writes and it is not draining. Without the broker selling goes on and its
   * events wait; without pub/sub readers of other processes are a little late: both are reported, and neither makes it unready.
   */
  const readiness = async () => {
    const database = await withTimeout(healthChecks.database()).catch(() => 'unreachable')
    const parts = {
      database,
      broker: healthChecks.broker() ? 'ok' : 'unreachable',
      pubSub: healthChecks.pubSub() ? 'ok' : 'unreachable',
    }
    const status = healthChecks.draining() ? 'draining' : database === 'ok' ? 'ready' : 'not ready'
    return { status, ...parts }
  }

  const handlers = new Map<string, (response: ServerResponse) => Promise<void>>([
    ['/healthz', async (response) => json(response, 200, { status: 'alive' })],
    [
      '/readyz',
      async (response) => {
        const answer = await readiness()
        json(response, answer.status === 'ready' ? 200 : 503, answer)
      },
    ],
    [
      '/metrics',
      async (response) => {
        const text = await metrics.text()
        response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
      },
    ],
  ])

  /** Answers GET and HEAD alike, which differ in the body alone. False when the path is not one of these. */
  return (request: IncomingMessage, response: ServerResponse, path: string): boolean => {
    const handler = handlers.get(path)
    if (!handler) return false
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      json(response, 405, { status: 'error', message: `Expected GET or HEAD, got ${request.method}.` })
      return true
    }
    handler(response).catch(() => json(response, 500, { status: 'error' }))
    return true
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
