import type { Contender } from './contenders.ts'
import { type Generator, startGenerator } from './load/generator.ts'
import type { Options } from './options.ts'
import { type Server, type ServerOptions, startServer } from './server.ts'

/** What a part of the benchmark works with. */
export type Bench = {
  readonly options: Options
  readonly env: NodeJS.ProcessEnv
  /** Addresses of servers started for this run. */
  readonly postgres: string
  readonly rabbitmq: string | null
  say(line: string): void
  /** Runs `work` against a contender in a clean process, with a load generator in clean processes. */
  withServer<T>(
    contender: Contender,
    options: Partial<ServerOptions>,
    work: (server: Server, generator: Generator) => Promise<T>,
  ): Promise<T>
  /** Connects so many readers and one who sends; resolves when every reader hears her. */
  gather(server: Server, generator: Generator, subscribers: number, documents?: string[]): Promise<void>
}

export function createBench(given: Pick<Bench, 'options' | 'env' | 'postgres' | 'rabbitmq'>): Bench {
  const { options, env, postgres } = given
  return {
    ...given,
    say: (line) => console.log(line),
    withServer: async (contender, more, work) => {
      const nodeFlags = options.profile ? ['--cpu-prof', '--cpu-prof-dir', options.profile] : []
      const server = await startServer(contender, { env, postgres, nodeFlags, ...more })
      const generator = startGenerator(options.loaders, env)
      try {
        return await work(server, generator)
      } finally {
        await generator.end()
        await server.stop()
      }
    },
    gather: async ({ contender, url, token, sender }, generator, subscribers, documents) => {
      await generator.connect({
        url,
        dialect: contender.dialect,
        count: subscribers,
        documents: documents ?? [contender.subscription('')],
        tokens: token ? [token] : [],
      })
      await generator.introduce(sender(), contender.sending)
      await generator.gather()
    },
  }
}
