import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig, variables } from './config.ts'

const directory = mkdtempSync(join(tmpdir(), 'parley-config-'))
afterAll(() => rmSync(directory, { recursive: true }))

function file(name: string, content: string): string {
  writeFileSync(join(directory, name), content)
  return join(directory, name)
}

test('without any variable everything MUST be embedded, with the demo data', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 4_000,
    workers: 1,
    dataDir: '.data',
    databaseUrl: null,
    redisUrl: null,
    amqpUrl: null,
    cloudEvents: false,
    allowedOrigins: [],
    trustedProxies: [],
    basePath: '/',
    jwtSecret: null,
    jwks: null,
    demo: 'full',
    logLevel: 'info',
  })
})

test('an empty variable MUST be as good as none, and spaces around a value nothing', () => {
  expect(readConfig({ PORT: ' ', DATABASE_URL: '', REDIS_URL: '  ' })).toMatchObject({ port: 4_000, databaseUrl: null })
  expect(readConfig({ PORT: ' 80 ' }).port).toBe(80)
})

test('the demo data MUST be out with a server of one’s own, unless it is asked for', () => {
  const own = { DATABASE_URL: 'postgres://db/parley' }
  expect(readConfig(own).demo).toBe('off')
  for (const on of ['on', 'true', '1', 'YES']) expect(readConfig({ ...own, DEMO: on }).demo).toBe('on')
  expect(readConfig({ ...own, DEMO: 'full' }).demo).toBe('full')
  for (const off of ['off', 'false', '0', 'no']) expect(readConfig({ DEMO: off }).demo).toBe('off')
})

test('what is given MUST be taken', () => {
  const config = readConfig({
    ALLOWED_ORIGINS: 'https://a.example, http://b.example:8080,',
    JWKS_URL: 'https://issuer.example/keys',
    JWT_ISSUER: 'https://issuer.example',
    REDIS_URL: 'rediss://cache:6380/1',
    WORKERS: '3',
    AMQP_URL: 'amqps://user:secret@rabbit/house',
  })
  expect(config.allowedOrigins).toEqual(['https://a.example', 'http://b.example:8080'])
  expect(config.workers).toBe(3)
  expect(config.jwks).toEqual({
    jwksUrl: 'https://issuer.example/keys',
    issuer: 'https://issuer.example',
    audience: null,
  })
})

test.each([
  ['PORT', 'x'],
  ['PORT', '65536'],
  ['PORT', '1.5'],
  ['WORKERS', '0'],
  ['WORKERS', '2.5'],
  ['WORKERS', '-1'],
  ['WORKERS', 'all'],
  ['DATABASE_URL', 'mysql://db'],
  ['REDIS_URL', 'cache:6379'],
  ['REDIS_URL', 'unix://run/redis.sock'],
  ['AMQP_URL', 'http://rabbit'],
  ['ALLOWED_ORIGINS', 'https://a.example/'],
  ['ALLOWED_ORIGINS', '*'],
  ['ALLOWED_ORIGINS', 'ftp://a.example'],
  ['TRUSTED_PROXIES', 'proxy.example'],
  ['TRUSTED_PROXIES', '10.0.0.0/8,10.0.0.0/99'],
  ['BASE_PATH', 'parley'],
  ['BASE_PATH', '/a//b'],
  ['BASE_PATH', '/../x'],
  ['BASE_PATH', '/a b'],
  ['BASE_PATH', '/"><script>'],
  ['JWT_SECRET', 'fifteen letters'],
  ['JWKS_URL', 'nowhere'],
  ['JWT_ISSUER', 'https://login.microsoftonline.com/{tenantid}/v2.0'],
  ['DEMO', 'perhaps'],
  ['LOG_LEVEL', 'LOUD'],
  ['ACCESS_TOKEN_MINUTES', '0'],
  ['SESSION_DAYS', '366'],
  ['RETENTION', 'room:30d,policies:1d'],
  ['RETENTION', 'room:0d'],
  ['MESSAGE_RATE', '-1'],
  ['MESSAGE_RATE', '5/0s'],
  ['MESSAGE_RATE', '5/minute'],
  ['PORT', '80\n81'],
])('%s of "%s" MUST be refused by name, in one line', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({ name: 'StartError', message: expect.stringMatching(new RegExp(`^${name} [^\\n]+$`)) }),
  )
})

test('a secret in a malformed variable MUST not be printed', () => {
  for (const env of [{ JWT_SECRET: 'hunter2' }, { DATABASE_URL: 'mysql://parley:hunter2@db' }])
    expect(() => readConfig(env)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }))
})

test('the messages of an agent MUST be bounded unless that is asked for', () => {
  const rateOf = (env: Record<string, string>) => readConfig(env).limits.messageRate
  expect(rateOf({})).toEqual({ points: 1_200, duration: 60 })
  expect(rateOf({ MESSAGE_RATE: '5' })).toEqual({ points: 5, duration: 1 })
  expect(rateOf({ MESSAGE_RATE: '300/10s' })).toEqual({ points: 300, duration: 10 })
  expect(rateOf({ MESSAGE_RATE: '0' })).toBeNull()
})

test('all wrong variables MUST be named at once, one on a line', () => {
  const env = { PORT: 'x', WORKERS: '0', JWT_SECRET: 'short', DATABASE_URL_FILE: join(directory, 'missing') }
  expect(() => readConfig(env)).toThrow(/^DATABASE_URL_FILE [^\n]+\nPORT [^\n]+\nWORKERS [^\n]+\nJWT_SECRET [^\n]+$/)
})

test.each(['DATABASE_URL', 'REDIS_URL', 'AMQP_URL', 'JWT_SECRET'])('%s MUST be taken from a file, too', (name) => {
  const scheme = { DATABASE_URL: 'postgres', REDIS_URL: 'redis', AMQP_URL: 'amqp' }[name] ?? 'https'
  const secret = `${scheme}://parley:hunter2@server/parley`
  const config = readConfig({ [`${name}_FILE`]: file(name, `${secret}\n`), [name]: '' })
  const { databaseUrl, redisUrl, amqpUrl, jwtSecret } = config
  expect([databaseUrl, redisUrl, amqpUrl, jwtSecret].filter((value) => value !== null)).toEqual([secret])
})

test('a secret that is given twice, or by a file that is empty or missing, MUST be refused by name', () => {
  const refused = (env: Record<string, string>) => expect(() => readConfig(env))
  const path = file('secret', 'hunter2 and more than that')
  refused({ JWT_SECRET: 'the same in the clear', JWT_SECRET_FILE: path }).toThrow(/^JWT_SECRET and JWT_SECRET_FILE /)
  refused({ JWT_SECRET_FILE: file('empty', ' \n') }).toThrow(/^JWT_SECRET_FILE names an empty file/)
  refused({ AMQP_URL_FILE: join(directory, 'missing') }).toThrow(/^AMQP_URL_FILE must be the path .* \(ENOENT\)/)
  refused({ AMQP_URL_FILE: directory }).toThrow(/^AMQP_URL_FILE must be the path .* \(EISDIR\)/)
  refused({ AMQP_URL_FILE: path }).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }))
})

test('the README MUST list every variable with its default and meaning, and nothing else', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const rows = variables.map(
    (variable) =>
      `| \`${variable.name}\` | ${variable.default ? `\`${variable.default}\`` : '–'} | ${variable.meaning} |`,
  )
  expect(readme.match(/^\| `[A-Z_]+` \| .*$/gm)).toEqual(rows)
  const secrets = variables.filter(({ secret }) => secret).map(({ name }) => `\`${name}\``)
  expect(readme).toContain(`${secrets.slice(0, -1).join(', ')} and ${secrets.at(-1)} may be given as files`)
})
