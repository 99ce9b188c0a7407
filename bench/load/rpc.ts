import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

type Methods = Record<string, (...args: never[]) => unknown>
type Call = { id: number; method: string; args: unknown[] }
type Answer = { id: number; result?: unknown; error?: string }

/** Another process whose methods are called by message; arguments and results are plain data. */
export type Remote<Api> = {
  readonly process: ChildProcess
  call<Name extends keyof Api>(
    name: Name,
    ...args: Api[Name] extends (...args: infer Args) => unknown ? Args : never
  ): Promise<Api[Name] extends (...args: never[]) => infer Result ? Awaited<Result> : never>
  end(): Promise<void>
}

/** In the process that has the methods. */
export function serve(api: Methods): void {
  process.on('message', async ({ id, method, args }: Call) => {
    const answer: Answer = { id }
    try {
      answer.result = await api[method]?.(...(args as never[]))
    } catch (error) {
      answer.error = error instanceof Error ? (error.stack ?? error.message) : String(error)
    }
    process.send?.(answer)
  })
  process.on('disconnect', () => process.exit(0))
}

/** Starts the process that {@link serve}s; its end fails the calls under way. */
export function startRemote<Api>(file: URL, env: NodeJS.ProcessEnv): Remote<Api> {
  const child = fork(file, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const waiting = new Map<number, { resolve(result: never): void; reject(error: Error): void }>()
  let last = 0
  child.on('message', ({ id, result, error }: Answer) => {
    const call = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) call?.resolve(result as never)
    else call?.reject(new Error(error))
  })
  child.on('exit', (code) => {
    for (const call of waiting.values()) call.reject(new Error(`The load generator ended with ${code}`))
  })
  return {
    process: child,
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject })
        child.send({ id, method, args })
      }),
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}
