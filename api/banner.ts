import { demoLogins } from './auth/demo.ts'
import type { Config } from './config.ts'
import { addressOf, parseDatabaseUrl } from './db/database-url.ts'
import { redisAddressOf } from './lib/redis-url.ts'

/** What a person who has just started Parley wants to know. */
export function banner(url: string, config: Config): string {
  const logins = demoLogins.map(({ login, password }) => `${login} / ${password}`).join('   ')
  const alone = config.workers > 1 ? 'between the workers' : 'in this process'
  const pubSub = config.redisUrl ? redisAddressOf(config.redisUrl) : alone
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
    `  Broker     ${config.amqpUrl ? new URL(config.amqpUrl).host : 'embedded'}`,
    `  Pub/sub    ${pubSub}`,
    ...(config.workers > 1 ? [`  Workers    ${config.workers}`] : []),
    '',
  ]
  return `${lines.join('\n')}\n`
}
