import { dialects } from './dialects.ts'
import { Wire } from './wire.ts'

/** One ordinary GraphQL subscription by itself: `heard` gets the data of every result. */
export async function subscribe(
  options: { url: string; token: string | null; query: string; variables: Record<string, unknown> },
  heard: (data: Record<string, unknown>) => void,
): Promise<() => void> {
  const { path, subprotocol, greeting } = dialects.graphql
  const acknowledged = Promise.withResolvers<void>()
  const wire = new Wire(new URL(path, options.url), subprotocol, {
    closed: (reason) => acknowledged.reject(new Error(reason)),
    text: (text) => {
      const { type, payload } = JSON.parse(text)
      if (type === 'connection_ack') acknowledged.resolve()
      else if (type === 'next') heard(payload.data)
    },
  })
  await wire.ready
  wire.send(greeting(options.token) ?? '')
  await acknowledged.promise
  wire.send(
    JSON.stringify({ id: '1', type: 'subscribe', payload: { query: options.query, variables: options.variables } }),
  )
  return () => wire.destroy()
}
