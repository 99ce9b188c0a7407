import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from './asking.ts'
import type { Following, Line } from './following.ts'

/** Milliseconds without a byte after which a stream is taken for dead; the server says something every 12 seconds. */
const silentFor = 14_000

type Result = { data?: Json | null; errors?: { message: string; extensions?: { code?: string } }[] }

/** Follows by server-sent events, from the last cursor at every connection. */
export function followByEventStream(following: Following): Line {
  const { login, asking, stream } = following
  let up = false
  let left = false
  let current = new AbortController()
  let paused: PromiseWithResolvers<void> | null = null

  const hear = ({ data, errors }: Result) => {
    if (data && !errors) return following.hear(stream.edgeOf(data))
    const code = errors?.[0]?.extensions?.code
    if (code !== 'UNAVAILABLE' && code !== 'UNAUTHENTICATED')
      asking.complain(`${stream.name} by event stream: ${JSON.stringify(errors?.[0])}`)
    // What comes next would leave a gap: begin again at the cursor.
    current.abort()
  }

  const listen = async () => {
    current = new AbortController()
    const authorization = `Bearer ${await asking.token(login)}`
    const response = await fetch(`${following.url()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization },
      body: JSON.stringify({ query: stream.subscription, variables: { after: following.cursor() } }),
      signal: current.signal,
    })
    if (!response.headers.get('content-type')?.includes('event-stream')) return hear((await response.json()) as Result)
    if (!response.body) return
    let rest = ''
    const watchdog = setInterval(() => Date.now() - lastByte > silentFor && current.abort(), 1_000)
    let lastByte = Date.now()
    try {
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        up = true
        lastByte = Date.now()
        const blocks = (rest + chunk).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) {
          const text = /^data: (.+)$/m.exec(block)?.[1]
          if (text && block.includes('event: next') && !current.signal.aborted) hear(JSON.parse(text) as Result)
        }
        await paused?.promise
        lastByte = Date.now()
      }
    } finally {
      clearInterval(watchdog)
    }
  }

  const keepOn = async () => {
    while (!left) {
      await listen().catch(() => {})
      up = false
      await sleep(100 + Math.random() * 200)
    }
  }
  void keepOn()

  return {
    up: () => up,
    pause: () => {
      paused ??= Promise.withResolvers()
    },
    resume: () => {
      paused?.resolve()
      paused = null
    },
    leave: () => {
      left = true
      paused?.resolve()
      current.abort()
    },
  }
}
