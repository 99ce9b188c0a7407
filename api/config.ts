import { readFileSync } from 'node:fs'
import { z } from 'zod'
import {
  claims,
  databaseUrl,
  durations,
  expected,
  list,
  network,
  optional,
  origin,
  path,
  rate,
  redisUrl,
  url,
  whole,
} from './config-formats.ts'
import { StartError } from './lib/start-error.ts'

const onOrOff = { truthy: ['on', 'true', '1', 'yes'], falsy: ['off', 'false', '0', 'no'] }

/**
 * Every variable Parley reads. None is needed: without any, everything is embedded. The README's table says the same.
 * A `secret` may be given as a file, see {@link readConfig}.
 */
const variablesByName = z.object({
  PORT: whole(0, 65_535).prefault('4000').meta({ description: 'port it listens on, 0 for any free one' }),
  HOST: z.string().prefault('127.0.0.1').meta({ description: 'address it listens on' }),
  WORKERS: whole(1, 256)
    .prefault('1')
    .meta({ description: 'processes that share the port and the work on this machine' }),
  DATA_DIR: z.string().prefault('.data').meta({ description: 'directory of the embedded database' }),
  DATABASE_URL: optional(databaseUrl).meta({
    description: 'Postgres server instead of the embedded one',
    secret: true,
  }),
  REDIS_URL: optional(redisUrl).meta({
    description: 'Redis server: pub/sub and presence across processes; unix:///path for a Unix socket',
    secret: true,
  }),
  AMQP_URL: optional(url('amqp:', 'amqps:')).meta({
    description: 'RabbitMQ server instead of the embedded broker',
    secret: true,
  }),
  CLOUDEVENTS: z
    .stringbool({ ...onOrOff, error: expected('on or off') })
    .prefault('off')
    .meta({ description: 'on: events on RabbitMQ carry the attributes of CloudEvents 1.0, too' }),
  ALLOWED_ORIGINS: z
    .string()
    .prefault('')
    .transform(list)
    .pipe(z.array(origin))
    .meta({ description: 'origins of other web pages that may use it, comma-separated' }),
  TRUSTED_PROXIES: z.string().prefault('').transform(list).pipe(z.array(network)).meta({
    description: 'proxies whose X-Forwarded-* or Forwarded headers are believed: addresses, networks, loopback',
  }),
  BASE_PATH: path.prefault('/').meta({ description: 'path below which browsers find the whole application' }),
  // RFC 7518, 3.2 wants a key as long as the hash. The old portal's own secret may be shorter.
  JWT_SECRET: optional(z.string().min(16, { error: 'must have at least 16 characters.' })).meta({
    description: 'HS256 secret shared with the old portal',
    secret: true,
  }),
  JWKS_URL: optional(url('http:', 'https:')).meta({ description: 'public keys of an external issuer' }),
  JWT_ISSUER: optional(z.string()).meta({
    description: 'the issuer its tokens must name; {tenantid} stands for any tenant',
  }),
  JWT_AUDIENCE: optional(z.string()).meta({ description: 'the audience its tokens must name' }),
  JWT_LOGIN_CLAIM: claims().meta({
    description: 'claims of other issuers with the login, the first one present counts',
  }),
  JWT_NAME_CLAIM: claims().meta({ description: 'claims with the name to show, the first one present counts' }),
  JWT_ROLE_CLAIM: claims().meta({ description: 'claims with roles, all of them count' }),
  JWT_ADMIN_ROLES: claims('ADMIN').meta({ description: 'roles of other issuers that make an administrator' }),
  JWT_SERVICE_ROLES: claims('SERVICE').meta({ description: 'roles of other issuers that make a service' }),
  DEMO: optional(
    z.union([z.literal('full'), z.stringbool(onOrOff).transform((on) => (on ? 'on' : 'off'))], {
      error: expected('full, on or off'),
    }),
  ).meta({
    description:
      'demo data: full has rooms, messages, policies and payments, on only agents and products; off is none; full without DATABASE_URL',
  }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: expected('one of trace, debug, info, warn, error, fatal, silent'),
    })
    .prefault('info')
    .meta({ description: 'trace, debug, info, warn, error, fatal or silent' }),
  ACCESS_TOKEN_MINUTES: whole(1, 60 * 24 * 7)
    .prefault('60')
    .meta({ description: 'lifetime of an access token, in minutes' }),
  SESSION_DAYS: whole(1, 365)
    .prefault('7')
    .meta({ description: 'lifetime of a session in days; its refresh cookie renews the access token until then' }),
  MAX_SOCKETS: whole(1, 1_000_000)
    .prefault('10000')
    .meta({ description: 'live connections of one agent on one process' }),
  MAX_SUBSCRIPTIONS: whole(1, 100_000)
    .prefault('100')
    .meta({ description: 'operations that run at the same time on one socket' }),
  MAX_PENDING_SOCKETS: whole(1, 1_000_000).prefault('1000').meta({
    description: 'sockets of one address that have not yet been acknowledged; ten times as many of all addresses',
  }),
  MESSAGE_RATE: rate.prefault('1200/1m').meta({
    description:
      'messages and changes of rooms of an agent through one process, a second or as here a minute; 0 for any number',
  }),
  MAX_BATCHES_IN_FLIGHT: whole(1, 16).prefault('2').meta({
    description: 'batches of messages of one room that are being written at the same time; 1 for one after the other',
  }),
  MESSAGE_EDIT_HOURS: whole(0, 100_000)
    .prefault('24')
    .meta({ description: 'how long after sending its author may edit a message; 0 for ever' }),
  MAX_FILE_BYTES: whole(1, 1_000_000_000)
    .prefault('26214400')
    .meta({ description: 'bytes that a file in chat may have' }),
  FILE_QUOTA_BYTES: whole(0, 1_000_000_000_000_000)
    .prefault('1073741824')
    .meta({ description: 'bytes that all files of one agent may have together' }),
  BANK_STATEMENTS_DIR: optional(z.string()).meta({
    description: 'folder whose bank statements, files *.csv, are imported by themselves',
  }),
  PUSH_CONTACT: z
    .string()
    .regex(/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/, {
      error: expected('a mailto: or https: address'),
    })
    .prefault('mailto:push@example.com')
    .meta({ description: 'mailto: or https: address at which push services find whoever runs this' }),
  SLOW_READER_SECONDS: whole(1, 86_400)
    .prefault('30')
    .meta({ description: 'how long a reader may take nothing before it is closed (4290)' }),
  RETENTION: durations('room', 'notifications', 'sales')
    .prefault('room:30d,notifications:30d,sales:30d')
    .meta({ description: 'how long feeds can be resumed, by kind: s, m, h or d' }),
  DRAIN_SECONDS: whole(0, 600)
    .prefault('5')
    .meta({ description: 'over how long clients are told to reconnect when the process stops' }),
})

const environment = variablesByName.superRefine(({ JWT_ISSUER, JWT_AUDIENCE }, context) => {
  if (!JWT_ISSUER?.includes('{tenantid}') || JWT_AUDIENCE !== null) return
  const message =
    'with {tenantid} lets in every tenant of the provider, for whichever application: set JWT_AUDIENCE, too.'
  context.addIssue({ code: 'custom', path: ['JWT_ISSUER'], message })
})

/** The variables as the README lists them; `default` is empty where there is none. */
export const variables = Object.entries(variablesByName.shape).map(([name, schema]) => ({
  name,
  default: schema instanceof z.ZodPrefault ? String(schema.def.defaultValue) : '',
  meaning: schema.meta()?.description ?? '',
  secret: schema.meta()?.secret === true,
}))

export type Config = ReturnType<typeof configOf>
export type Limits = Config['limits']

/** What the server is started with. Times are in seconds. */
function configOf(given: z.infer<typeof environment>) {
  return {
    host: given.HOST,
    port: given.PORT,
    /** Processes on this machine that share the port. */
    workers: given.WORKERS,
    dataDir: given.DATA_DIR,
    maxBatchesInFlight: given.MAX_BATCHES_IN_FLIGHT,
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    amqpUrl: given.AMQP_URL,
    /** Whether events on RabbitMQ carry the attributes of CloudEvents. */
    cloudEvents: given.CLOUDEVENTS,
    /** Besides the server's own origin. */
    allowedOrigins: given.ALLOWED_ORIGINS,
    /** Addresses and networks. */
    trustedProxies: given.TRUSTED_PROXIES,
    /** With a slash at both ends. */
    basePath: given.BASE_PATH,
    jwtSecret: given.JWT_SECRET,
    jwks:
      given.JWKS_URL === null
        ? null
        : { jwksUrl: given.JWKS_URL, issuer: given.JWT_ISSUER, audience: given.JWT_AUDIENCE },
    /** How tokens of other issuers are read; an empty list of claims stands for the usual ones. */
    claimRules: {
      login: given.JWT_LOGIN_CLAIM,
      name: given.JWT_NAME_CLAIM,
      role: given.JWT_ROLE_CLAIM,
      adminRoles: given.JWT_ADMIN_ROLES,
      serviceRoles: given.JWT_SERVICE_ROLES,
    },
    demo: given.DEMO ?? (given.DATABASE_URL === null ? 'full' : 'off'),
    logLevel: given.LOG_LEVEL,
    accessTokenLifetime: given.ACCESS_TOKEN_MINUTES * 60,
    sessionLifetime: given.SESSION_DAYS * 86_400,
    limits: {
      socketsPerAgent: given.MAX_SOCKETS,
      subscriptionsPerSocket: given.MAX_SUBSCRIPTIONS,
      /** Sockets of one address that have not yet said whose they are. */
      pendingSockets: given.MAX_PENDING_SOCKETS,
      /** Messages of one agent through one process; null is no limit. */
      messageRate: given.MESSAGE_RATE,
      /** After how long a reader that takes nothing is told to come back later. */
      slowReader: given.SLOW_READER_SECONDS,
    },
    /** How long a message may be edited; null is for ever. */
    messageEditWindow: given.MESSAGE_EDIT_HOURS === 0 ? null : given.MESSAGE_EDIT_HOURS * 3_600,
    files: { maxBytes: given.MAX_FILE_BYTES, quotaBytes: given.FILE_QUOTA_BYTES },
    /** Null where no folder is watched. */
    bankStatementsDir: given.BANK_STATEMENTS_DIR,
    /** By which push services find whoever runs this. */
    pushContact: given.PUSH_CONTACT,
    /** How long a feed keeps its entries, by the kind of its topic; a kind that is not named keeps them for ever. */
    retention: given.RETENTION,
    /** Over how long connections are told to reconnect when the process stops. */
    drainWindow: given.DRAIN_SECONDS,
  }
}

/**
 * An empty variable counts as none. A secret may instead be given by `<NAME>_FILE`, the path of a file that contains
 * it. Throws StartError with a line for each wrong variable that names it and what was expected.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const { values, wrong } = readValues(env)
  const parsed = environment.safeParse(values)
  for (const { path, message } of parsed.error?.issues ?? []) wrong.push(`${String(path[0])} ${message}`)
  if (!parsed.success || wrong.length > 0) throw new StartError([...new Set(wrong)].join('\n'))
  return configOf(parsed.data)
}

function readValues(env: Record<string, string | undefined>) {
  const wrong: string[] = []
  const textOf = (name: string) => env[name]?.trim() || undefined
  const fromFile = (name: string, path: string): string | undefined => {
    try {
      const text = readFileSync(path, 'utf8').trim()
      if (text === '') wrong.push(`${name}_FILE names an empty file: ${JSON.stringify(path)}.`)
      return text || undefined
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? error.code : error
      wrong.push(`${name}_FILE must be the path of a file that can be read, got ${JSON.stringify(path)} (${reason}).`)
    }
  }
  const entries = variables.map(({ name, secret }) => {
    const value = textOf(name)
    const path = secret ? textOf(`${name}_FILE`) : undefined
    if (path === undefined) return [name, value]
    if (value === undefined) return [name, fromFile(name, path)]
    wrong.push(`${name} and ${name}_FILE are both given: unset one of them.`)
    return [name, undefined]
  })
  return { values: Object.fromEntries(entries), wrong }
}
