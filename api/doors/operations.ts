import type { IncomingMessage, ServerResponse } from 'node:http'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

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

const patience = 2_000

/** `/healthz`, `/readyz` and `/metrics`. */
export function createOperatorDoor(vitals: Vitals) {
  const registry = createRegistry(vitals)

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
      const text = await registry.metrics()
      response.writeHead(200, { 'content-type': registry.contentType }).end(text)
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

function createRegistry(vitals: Vitals): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await withinPatience(Promise.resolve(read())).catch(() => Number.NaN))
      },
    })
  gauge('parley_connections', 'Live connections: sockets and event streams', vitals.connections)
  gauge('parley_followers', 'Subscriptions that follow a feed', vitals.followers)
  gauge('parley_outbox_waiting', 'Events waiting for the broker', () =>
    vitals.outbox().then((outbox) => outbox.waiting),
  )
  gauge('parley_outbox_set_aside', 'Events the broker refused for good', () =>
    vitals.outbox().then((outbox) => outbox.setAside),
  )
  gauge('parley_broker_up', '1 while the broker can be reached', () => Number(vitals.broker()))
  gauge('parley_doorbell_up', '1 while rings travel between processes', () => Number(vitals.doorbell()))
  return registry
}

function withinPatience<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('No answer in time')), patience)
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer))
}

function json(response: ServerResponse, status: number, body: unknown): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
