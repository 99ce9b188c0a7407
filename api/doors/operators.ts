import type { IncomingMessage, ServerResponse } from 'node:http'
import { createMetrics, type Siblings } from './metrics.ts'
import { withinPatience } from './patience.ts'

/** What an operator asks of a process. Everything answers within a moment, also when a server does not. */
export type Vitals = {
  /** Rejects when the database cannot be reached. */
  database(): Promise<void>
  broker(): boolean
  doorbell(): boolean
  draining(): boolean
  connections(): number
  followers(): number
  outbox(): Promise<{ waiting: number; setAside: number }>
}

/** `/healthz` and `/readyz` of this process; `/metrics` of all workers together, where it has `siblings`. */
export function createOperatorDoor(vitals: Vitals, siblings: Siblings | null = null) {
  const metrics = createMetrics(vitals, siblings)

  /**
   * A process is ready while it has its database and is not draining. Without the broker selling goes on and its
   * events wait; without the doorbell readers of other processes are a little late: both are told, neither is refused.
   */
  const readiness = async () => {
    const database = await withinPatience(vitals.database()).then(
      () => 'ok',
      () => 'unreachable',
    )
    const parts = {
      database,
      broker: vitals.broker() ? 'ok' : 'unreachable',
      doorbell: vitals.doorbell() ? 'ok' : 'unreachable',
    }
    const status = vitals.draining() ? 'draining' : database === 'ok' ? 'ready' : 'not ready'
    return { status, ...parts }
  }

  const handlers: Record<string, (response: ServerResponse) => Promise<void>> = {
    '/healthz': async (response) => json(response, 200, { status: 'alive' }),
    '/readyz': async (response) => {
      const answer = await readiness()
      json(response, answer.status === 'ready' ? 200 : 503, answer)
    },
    '/metrics': async (response) => {
      const text = await metrics.text()
      response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
    },
  }

  /** False when the address is somebody else's. */
  return (request: IncomingMessage, response: ServerResponse, path: string): boolean => {
    const handler = handlers[path]
    if (!handler || request.method !== 'GET') return false
    handler(response).catch(() => json(response, 500, { status: 'error' }))
    return true
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
