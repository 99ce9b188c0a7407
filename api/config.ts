import { StartError } from './lib/start-error.ts'

export type Config = {
  host: string
  port: number
  /** Processes on this machine that share the port. */
  workers: number
  dataDir: string
  databaseUrl: string | null
  redisUrl: string | null
  amqpUrl: string | null
  /** Besides the server's own origin. */
  allowedOrigins: string[]
  jwtSecret: string | null
  jwks: { jwksUrl: string; issuer: string | null; audience: string | null } | null
  demo: boolean
  logLevel: string
  /** Life of an access token, in seconds. */
  accessTokenLifetime: number
  /** Life of a log-in, in seconds. */
  sessionLifetime: number
  limits: Limits
  /** How long a feed keeps its entries, in seconds, by the kind of its topic; a kind that is not named keeps them for ever. */
  retention: Record<string, number>
  /** Over how many seconds connections are told to reconnect when the process stops. */
  drainWindow: number
}

export type Limits = {
  socketsPerAgent: number
  subscriptionsPerSocket: number
  /** Messages an agent may send in a second through one process; 0 is no limit. */
  messagesPerSecond: number
  /** Seconds after which a reader that takes nothing is told to come back later. */
  slowReader: number
}

type Variable = {
  name: string
  default: string
  meaning: string
}

/** Every variable Parley reads. None is needed: without any, everything is embedded. The README's table says the same. */
export const variables: Variable[] = [
  { name: 'PORT', default: '4000', meaning: 'port it listens on, 0 for any free one' },
  { name: 'HOST', default: '127.0.0.1', meaning: 'address it listens on' },
  { name: 'WORKERS', default: '1', meaning: 'processes that share the port and the work on this machine' },
  { name: 'DATA_DIR', default: '.data', meaning: 'directory of the embedded database' },
  { name: 'DATABASE_URL', default: '', meaning: 'Postgres server instead of the embedded one' },
  { name: 'REDIS_URL', default: '', meaning: 'Redis server: pub/sub and presence across processes' },
  { name: 'AMQP_URL', default: '', meaning: 'RabbitMQ server instead of the embedded broker' },
  { name: 'ALLOWED_ORIGINS', default: '', meaning: 'origins of other web pages that may use it, comma-separated' },
  { name: 'JWT_SECRET', default: '', meaning: 'HS256 secret shared with the old portal' },
  { name: 'JWKS_URL', default: '', meaning: 'public keys of an external issuer' },
  { name: 'JWT_ISSUER', default: '', meaning: 'the issuer its tokens must name' },
  { name: 'JWT_AUDIENCE', default: '', meaning: 'the audience its tokens must name' },
  { name: 'DEMO', default: '', meaning: 'demo agents and products: on or off; on without DATABASE_URL' },
  { name: 'LOG_LEVEL', default: 'info', meaning: 'trace, debug, info, warn, error, fatal or silent' },
  { name: 'ACCESS_TOKEN_MINUTES', default: '60', meaning: 'life of an access token' },
  { name: 'SESSION_DAYS', default: '7', meaning: 'life of a log-in, renewed by its refresh cookie until then' },
  { name: 'MAX_SOCKETS', default: '10000', meaning: 'live connections of one agent on one process' },
  { name: 'MAX_SUBSCRIPTIONS', default: '100', meaning: 'operations that run at the same time on one socket' },
  { name: 'MESSAGE_RATE', default: '0', meaning: 'messages an agent may send a second through one process, 0 for any' },
  {
    name: 'SLOW_READER_SECONDS',
    default: '30',
    meaning: 'how long a reader may take nothing before it is closed (4290)',
  },
  {
    name: 'RETENTION',
    default: 'room:30d,notifications:30d',
    meaning: 'how long feeds can be resumed, by kind: s, m, h or d',
  },
  {
    name: 'DRAIN_SECONDS',
    default: '5',
    meaning: 'over how long clients are told to reconnect when the process stops',
  },
]

/** Throws StartError naming the variable and what was expected. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = (name: string) =>
    env[name]?.trim() || (variables.find((variable) => variable.name === name)?.default ?? '')
  const text = (name: string) => read(name) || null
  const databaseUrl = url(read, 'DATABASE_URL', ['postgres:', 'postgresql:'])
  const jwksUrl = url(read, 'JWKS_URL', ['http:', 'https:'])
  return {
    host: read('HOST'),
    port: whole(read, 'PORT', 0, 65_535),
    workers: whole(read, 'WORKERS', 1, 256),
    dataDir: read('DATA_DIR'),
    databaseUrl,
    redisUrl: url(read, 'REDIS_URL', ['redis:', 'rediss:']),
    amqpUrl: url(read, 'AMQP_URL', ['amqp:', 'amqps:']),
    allowedOrigins: origins(read),
    jwtSecret: secret(read),
    jwks: jwksUrl ? { jwksUrl, issuer: text('JWT_ISSUER'), audience: text('JWT_AUDIENCE') } : null,
    demo: flag(read, 'DEMO', databaseUrl === null),
    logLevel: oneOf(read, 'LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    accessTokenLifetime: whole(read, 'ACCESS_TOKEN_MINUTES', 1, 60 * 24 * 7) * 60,
    sessionLifetime: whole(read, 'SESSION_DAYS', 1, 365) * 86_400,
    limits: {
      socketsPerAgent: whole(read, 'MAX_SOCKETS', 1, 1_000_000),
      subscriptionsPerSocket: whole(read, 'MAX_SUBSCRIPTIONS', 1, 100_000),
      messagesPerSecond: whole(read, 'MESSAGE_RATE', 0, 1_000_000),
      slowReader: whole(read, 'SLOW_READER_SECONDS', 1, 86_400),
    },
    retention: durations(read, 'RETENTION', ['room', 'notifications']),
    drainWindow: whole(read, 'DRAIN_SECONDS', 0, 600),
  }
}

type Read = (name: string) => string

function whole(read: Read, name: string, from: number, to: number): number {
  const value = read(name)
  if (!/^\d{1,9}$/.test(value) || Number(value) < from || Number(value) > to)
    throw new StartError(`${name} must be a whole number from ${from} to ${to}, got "${value}".`)
  return Number(value)
}

function url(read: Read, name: string, protocols: string[]): string | null {
  const value = read(name)
  if (!value) return null
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol))
    throw new StartError(`${name} must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`)
  return value
}

function origins(read: Read): string[] {
  const list = read('ALLOWED_ORIGINS')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
  for (const entry of list) {
    if (!URL.canParse(entry) || new URL(entry).origin !== entry)
      throw new StartError(`ALLOWED_ORIGINS must list origins such as https://portal.example.com, got "${entry}".`)
  }
  return list
}

const seconds: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 }

function durations(read: Read, name: string, kinds: string[]): Record<string, number> {
  const given = read(name)
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
  return Object.fromEntries(
    given.map((entry) => {
      const [, kind = '', count, unit = ''] = /^([a-z]+):(\d{1,6})([smhd])$/.exec(entry) ?? []
      if (!kinds.includes(kind) || Number(count) < 1)
        throw new StartError(`${name} must list times such as room:30d for ${kinds.join(' and ')}, got "${entry}".`)
      return [kind, Number(count) * (seconds[unit] ?? 1)]
    }),
  )
}

// RFC 7518, 3.2: a key of the same size as the hash output or larger. The old portal's own secret may be shorter.
function secret(read: Read): string | null {
  const value = read('JWT_SECRET')
  if (value && value.length < 16) throw new StartError('JWT_SECRET must have at least 16 characters.')
  return value || null
}

function flag(read: Read, name: string, otherwise: boolean): boolean {
  const value = read(name).toLowerCase()
  if (value === '') return otherwise
  if (['on', 'true', '1', 'yes'].includes(value)) return true
  if (['off', 'false', '0', 'no'].includes(value)) return false
  throw new StartError(`${name} must be on or off, got "${value}".`)
}

function oneOf(read: Read, name: string, allowed: string[]): string {
  const value = read(name)
  if (!allowed.includes(value)) throw new StartError(`${name} must be one of ${allowed.join(', ')}, got "${value}".`)
  return value
}
