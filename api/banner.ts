import { demoLogins } from './auth/demo.ts'
import type { Config } from './config.ts'
import { addressOf, parseDatabaseUrl } from './db/database-url.ts'

/** What a person who has just started Parley wants to know. */
export function banner(url: string, config: Config): string {
  const logins = demoLogins.map(({ login, password }) => `${login} / ${password}`).join('   ')
  const engine = (given: string | null, embedded: string) => (given ? new URL(given).host : embedded)
  const server = config.databaseUrl && addressOf(parseDatabaseUrl(config.databaseUrl))
  const lines = [
    '',
    '  Parley is ready.',
    '',
    `  Web app    ${url}${config.basePath}`,
    `  GraphiQL   ${url}${config.basePath}graphql`,
    ...(config.demo !== 'off' ? [`  Log in as  ${logins}`] : []),
    '',
    `  Database   ${server ?? `embedded, in ${config.dataDir}`}`,
    `  Broker     ${engine(config.amqpUrl, 'embedded')}`,
    `  Pub/sub    ${engine(config.redisUrl, config.workers > 1 ? 'between the workers' : 'in this process')}`,
    ...(config.workers > 1 ? [`  Workers    ${config.workers}`] : []),
    '',
  ]
  return `${lines.join('\n')}\n`
}
