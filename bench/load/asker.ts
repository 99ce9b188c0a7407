import { Agent, request } from 'node:http'
import { type DialectName, dialects } from './dialects.ts'
import { Wire } from './wire.ts'

export type AskerOptions = {
  url: string
  dialect: DialectName
  token: string | null
  /** GraphQL by HTTP POST on connections that are kept, instead of the dialect's socket. */
  over?: 'http'
}

/** One client that asks and is answered; any number of its questions may be under way. */
export type Asker = {
  ready: Promise<void>
  /** Rejects when it can ask no more. */
  failed: Promise<never>
  /** `answered` is called with the data of the answer. */
  ask(document: string, variables: Record<string, unknown>, answered: (data: unknown) => void): void
  close(): void
}

export function createAsker(options: AskerOptions): Asker {
  return options.over === 'http' ? httpAsker(options) : socketAsker(options)
}

function socketAsker({ url, dialect: name, token }: AskerOptions): Asker {
  const dialect = dialects[name]
  const waiting = new Map<number, (data: unknown) => void>()
  const ready = Promise.withResolvers<void>()
  const failed = failure()
  let last = 0
  const fail = (error: Error) => {
    failed.reject(error)
    ready.reject(error)
  }
  const settle = (id: number, data: unknown) => {
    const answered = waiting.get(id)
    waiting.delete(id)
    answered?.(data)
  }
  const hear = (text: string) => {
    const heard = dialect.hear(text)
    if (heard.kind === 'ready') ready.resolve()
    else if (heard.kind === 'wants') wire.send(heard.reply)
    else if (heard.kind === 'answer') settle(heard.id, heard.data)
  }
  const wire = new Wire(new URL(dialect.path, url), dialect.subprotocol, {
    closed: (reason) => fail(new Error(`The one who asks: ${reason}`)),
    text: (text) => {
      try {
        hear(text)
      } catch (error) {
        fail(error as Error)
      }
    },
  })
  wire.ready.then(() => {
    const greeting = dialect.greeting(token)
    if (greeting) wire.send(greeting)
    else if (name === 'plain') ready.resolve()
  }, fail)
  return {
    ready: ready.promise,
    failed: failed.promise,
    ask: (document, variables, answered) => {
      const id = ++last
      waiting.set(id, answered)
      wire.send(dialect.asking(id, document, variables))
    },
    close: () => wire.destroy(),
  }
}

function httpAsker({ url, token }: AskerOptions): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 })
  const failed = failure()
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const target = new URL('/graphql', url)
  return {
    ready: Promise.resolve(),
    failed: failed.promise,
    ask: (query, variables, answered) => {
      const body = JSON.stringify({ query, variables })
      const asking = request(target, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } })
      asking.on('error', failed.reject)
      asking.on('response', (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        response.on('end', () => {
          const { data, errors } = JSON.parse(text)
          if (errors) failed.reject(new Error(`The server refused: ${text}`))
          else answered(data)
        })
      })
      asking.end(body)
    },
    close: () => agent.destroy(),
  }
}

// Nobody may be waiting for it when it fails.
function failure() {
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => {})
  return failed
}
