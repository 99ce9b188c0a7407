import { expect, test } from 'vitest'
import { readConfig, variables } from './config.ts'

test('without any variable everything MUST be embedded, with the demo data', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 4_000,
    workers: 1,
    dataDir: '.data',
    databaseUrl: null,
    redisUrl: null,
    amqpUrl: null,
    allowedOrigins: [],
    jwtSecret: null,
    jwks: null,
    demo: true,
    logLevel: 'info',
  })
})

test('an empty variable MUST be as good as none, and spaces around a value nothing', () => {
  expect(readConfig({ PORT: ' ', DATABASE_URL: '', REDIS_URL: '  ' })).toMatchObject({ port: 4_000, databaseUrl: null })
  expect(readConfig({ PORT: ' 80 ' }).port).toBe(80)
})

test('the demo data MUST be out with a server of one’s own, unless it is asked for', () => {
  const own = { DATABASE_URL: 'postgres://db/parley' }
  expect(readConfig(own).demo).toBe(false)
  for (const on of ['on', 'true', '1', 'YES']) expect(readConfig({ ...own, DEMO: on }).demo).toBe(true)
  for (const off of ['off', 'false', '0', 'no']) expect(readConfig({ DEMO: off }).demo).toBe(false)
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
  ['AMQP_URL', 'http://rabbit'],
  ['ALLOWED_ORIGINS', 'https://a.example/'],
  ['ALLOWED_ORIGINS', '*'],
  ['JWT_SECRET', 'fifteen letters'],
  ['JWKS_URL', 'nowhere'],
  ['DEMO', 'perhaps'],
  ['LOG_LEVEL', 'LOUD'],
  ['ACCESS_TOKEN_MINUTES', '0'],
  ['SESSION_DAYS', '366'],
])('%s of "%s" MUST be refused by name, in one line', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({ name: 'StartError', message: expect.stringMatching(new RegExp(`^${name} [^\\n]+$`)) }),
  )
})

test('a secret in a malformed variable MUST not be printed', () => {
  for (const env of [{ JWT_SECRET: 'hunter2' }, { DATABASE_URL: 'mysql://parley:hunter2@db' }])
    expect(() => readConfig(env)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }))
})

test('every variable MUST have a meaning, once', () => {
  expect(new Set(variables.map((variable) => variable.name)).size).toBe(variables.length)
  for (const { meaning } of variables) expect(meaning).toMatch(/\w/)
})
