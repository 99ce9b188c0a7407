import { describe, expect, test } from 'vitest'
import { StartError } from '../lib/start-error.ts'
import { addressOf, parseDatabaseUrl } from './database-url.ts'

const read = (url: string) => {
  const { user, password, database, ...target } = parseDatabaseUrl(url)
  return { user, password, database, at: addressOf(target) }
}

describe('an address MUST be read as Postgres’ own clients write it', () => {
  test.each([
    ['postgres://u:p@h/d', 'u', 'p', 'h:5432', 'd'],
    ['postgresql://u:p@h:6543/d', 'u', 'p', 'h:6543', 'd'],
    ['  PostgreSQL://u@h  ', 'u', '', 'h:5432', 'u'],
    ['postgres://u:p@a:5432,b:5433/d', 'u', 'p', 'a:5432,b:5433', 'd'],
    ['postgres://u:p@a,b/d?port=6543', 'u', 'p', 'a:6543,b:6543', 'd'],
    ['postgres://u:p@/d?host=a,b&port=1,2', 'u', 'p', 'a:1,b:2', 'd'],
    ['postgres://u:p@[::1]:6543/d', 'u', 'p', '[::1]:6543', 'd'],
    ['postgres://u:p@[fe80::1],h/d', 'u', 'p', '[fe80::1]:5432,h:5432', 'd'],
    ['postgres://u@/d?host=/var/run/postgresql', 'u', '', '/var/run/postgresql/.s.PGSQL.5432', 'd'],
    ['postgres://u@h/d?host=/run/pg/&port=6543', 'u', '', '/run/pg/.s.PGSQL.6543', 'd'],
    ['postgres://u@%2Fvar%2Frun%2Fpostgresql/d', 'u', '', '/var/run/postgresql/.s.PGSQL.5432', 'd'],
    ['postgres://u@%2Ftmp:6543/d', 'u', '', '/tmp/.s.PGSQL.6543', 'd'],
    [
      'postgres://u@/d?host=/cloudsql/project:region:instance',
      'u',
      '',
      '/cloudsql/project:region:instance/.s.PGSQL.5432',
      'd',
    ],
    ['postgresql://?host=h&user=u&password=p%20p&dbname=d', 'u', 'p p', 'h:5432', 'd'],
    ['postgres://user%40tenant:p@h/my%20data', 'user@tenant', 'p', 'h:5432', 'my data'],
  ])('%s', (url, user, password, at, database) => {
    expect(read(url)).toEqual({ user, password, at, database })
  })

  test('without a user it is the one that the process runs as', () => {
    expect(read('postgresql:///d?host=/tmp')).toMatchObject({ user: expect.stringMatching(/./), database: 'd' })
  })
})

describe('a password MUST be read as it was meant, encoded or not', () => {
  test.each([
    ['p#w', 'p#w'],
    ['p@w', 'p@w'],
    ['p/w', 'p/w'],
    ['p:w', 'p:w'],
    ['p?w', 'p?w'],
    ['p w', 'p w'],
    ['100%', '100%'],
    ['a%zz', 'a%zz'],
    ['@', '@'],
    ['p@ss/w#r:d?x', 'p@ss/w#r:d?x'],
    ['p%40w', 'p@w'],
    ['p%23%2F%3A%25', 'p#/:%'],
    ['zażółć', 'zażółć'],
    ['$&+,;=[]{}|"<>^`\\', '$&+,;=[]{}|"<>^`\\'],
  ])('%s', (written, password) => {
    for (const rest of ['h:5432/d', 'a:1,b:2/d?application_name=x@y', '[::1]/d', '/d?host=/tmp'])
      expect(read(`postgres://u:${written}@${rest}`)).toMatchObject({ user: 'u', password, database: 'd' })
  })
})

describe('parameters', () => {
  const tls = (parameters: string) => parseDatabaseUrl(`postgres://u:p@h/d?${parameters}`).tls

  test.each([
    ['', 'if offered', 'nothing'],
    ['sslmode=disable', 'never', 'nothing'],
    ['sslmode=allow', 'if offered', 'nothing'],
    ['sslmode=prefer', 'if offered', 'nothing'],
    ['sslmode=require', 'always', 'nothing'],
    ['sslmode=no-verify', 'always', 'nothing'],
    ['sslmode=verify-ca', 'always', 'chain'],
    ['sslmode=verify-full', 'always', 'chain and host'],
    ['ssl=true', 'always', 'chain and host'],
    ['ssl=false', 'never', 'nothing'],
    ['ssl=require', 'always', 'nothing'],
    ['sslmode=require&sslrootcert=/ca.pem', 'always', 'chain'],
    ['sslrootcert=system', 'always', 'chain and host'],
    ['sslmode=require&sslaccept=strict', 'always', 'chain and host'],
    ['channel_binding=require', 'always', 'nothing'],
    ['channel_binding=require&sslmode=verify-full', 'always', 'chain and host'],
  ])('%s MUST mean: TLS %s, verified: %s', (parameters, use, verify) => {
    expect(tls(parameters)).toMatchObject({ use, verify })
  })

  test.each(['', 'sslmode=prefer&', 'sslmode=disable&'])(
    '%ssslrootcert MUST NOT need its file, since nothing is verified',
    (mode) => {
      expect(tls(`${mode}sslrootcert=/missing.pem`)).toMatchObject({ verify: 'nothing', ca: null })
    },
  )

  test('MUST name the files of TLS', () => {
    expect(tls('sslmode=verify-ca&sslrootcert=/a%20b.pem&sslcert=c&sslkey=k&sslpassword=s&sslcrl=l')).toMatchObject({
      ...{ ca: '/a b.pem', cert: 'c', key: 'k', keyPassword: 's', crl: 'l' },
    })
  })

  test.each([
    ['schema=public', 'public'],
    ['schema=My%20Schema', 'My Schema'],
    ['currentSchema=app', 'app'],
    ['options=-c%20search_path%3Dapp', 'app'],
    ['options=--search_path%3Dapp,public%20-c%20jit%3Doff', 'app'],
    ['options=-csearch_path%3D%22$user%22,app', null],
    ['options=endpoint%3Dep-cool-name', null],
    ['', null],
  ])('%s MUST name the schema %s', (parameters, schema) => {
    expect(parseDatabaseUrl(`postgres://u:p@h/d?${parameters}`).schema).toBe(schema)
  })

  test('that are meant for other clients MUST be ignored, and be named', () => {
    const known =
      'connect_timeout=7&application_name=shop&target_session_attrs=read-write&ssl_min_protocol_version=TLSv1.2'
    const others = ['pgbouncer=true', 'connection_limit=1', 'pool_timeout=0', 'statement_cache_size=0', 'supa=base']
    expect(parseDatabaseUrl(`postgres://u:p@h/d?${known}&${others.join('&')}`)).toMatchObject({
      connectTimeout: 7,
      applicationName: 'shop',
      ignored: others.map((other) => other.split('=')[0]),
    })
  })
})

describe('what cannot be honoured MUST be refused by name, without the password', () => {
  test.each([
    ['jdbc:postgresql://h/d?user=u&password=sesame', 'jdbc'],
    ['mysql://u:sesame@h/d', 'postgres://'],
    ['postgresql+asyncpg://u:sesame@h/d', 'postgresql://'],
    ['host=h user=u password=sesame', 'postgres://'],
    ['prisma://h/?api_key=sesame', 'postgres://'],
    ['postgres:/u:sesame@h/d', 'postgres://'],
    ['postgres://u:sesame@h:http/d', 'DATABASE_URL'],
    ['postgres://u:sesame@h:99999/d', '99999'],
    ['postgres://u:sesame@h/d/e', '%2F'],
    ['postgres://u:sesame@h/d#part', '%23'],
    ['postgres://u:sesame@h/d?schema=', 'schema'],
    ['postgres://u:sesame@h/d?schema=pg_catalog', 'schema'],
    ['postgres://u:sesame@h/d?sslmode=maybe', 'sslmode=maybe'],
    ['postgres://u:sesame@h/d?sslmod=verify-full', 'sslmod'],
    ['postgres://u:sesame@h/d?sslidentity=x.p12', 'sslidentity'],
    ['postgres://u:sesame@h/d?channel_binding=always', 'channel_binding=always'],
    ['postgres://u:sesame@h/d?channel_binding=require&sslmode=disable', 'channel_binding=require'],
    ['postgres://u:sesame@h/d?gssencmode=require', 'gssencmode'],
    ['postgres://u:sesame@h/d?ssl_min_protocol_version=TLSv1.3', 'ssl_min_protocol_version'],
    ['postgres://u:sesame@h/d?require_auth=gss', 'require_auth'],
    ['postgres://u:sesame@h/d?target_session_attrs=standby', 'target_session_attrs'],
    ['postgres://u:sesame@h/d?target_session_attrs=read-only', 'target_session_attrs'],
    ['postgres://u:sesame@h/d?service=mine', 'service'],
    ['postgres://u:sesame@h/d?passfile=/x', 'passfile'],
    ['postgres://u:sesame@h/d?connect_timeout=soon', 'connect_timeout'],
    ['postgres://u:sesame@h/d?client_encoding=latin1', 'client_encoding'],
    ['postgres://u:sesame@h/d?replication=database', 'replication'],
  ])('%s', (url, named) => {
    const reading = () => parseDatabaseUrl(url)
    expect(reading).toThrow(StartError)
    expect(reading).toThrow(/^DATABASE_URL [^\n]+\.$/)
    expect(reading).toThrow(named)
    expect(reading).not.toThrow('sesame')
  })
})
