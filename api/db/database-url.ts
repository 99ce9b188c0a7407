import { userInfo } from 'node:os'
import { refuse, refuseWhatCannotBeHonoured, type Tls, tlsOf } from './url-parameters.ts'

/** One address at which the server may be reached: by TCP, or by a Unix socket. */
export type Host = { host: string; port: number } | { path: string }

/** What DATABASE_URL says. */
export type DatabaseTarget = {
  /** In the order in which they are tried. */
  hosts: Host[]
  user: string
  password: string
  database: string
  tls: Tls
  /** The schema that the URL names; null where Parley looks for its own. */
  schema: string | null
  applicationName: string
  /** Command-line options for the server, such as `-c name=value`, passed on as they are; null for none. */
  options: string | null
  /** Seconds. */
  connectTimeout: number
  /** Names of parameters that are meant for other clients. */
  ignored: string[]
}

const defaultPort = 5432
const defaultConnectTimeout = 10

/**
 * Reads a URL as Postgres' own clients and its providers write it
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS): several hosts, Unix sockets, and
 * passwords that are not percent-encoded, as far as there is one way to read them. No variable of the environment and
 * no file beside those that are named takes part. Throws {@link StartError}, which never shows the password.
 */
export function parseDatabaseUrl(text: string): DatabaseTarget {
  const { user, password, hostList, database, parameters } = split(text.trim())
  const given = new Map(parameters)
  const take = (...names: string[]) => {
    const found = names.find((name) => given.has(name))
    const value = found === undefined ? null : (given.get(found) ?? null)
    for (const name of names) given.delete(name)
    return value
  }
  refuseWhatCannotBeHonoured(given)
  const login = take('user') ?? user ?? systemUser()
  const options = take('options')
  const target: DatabaseTarget = {
    hosts: hosts(take('host', 'hostaddr') ?? hostList, take('port')),
    user: login,
    password: take('password') ?? password,
    database: (take('dbname') ?? database) || login,
    tls: tlsOf(take),
    schema: schemaOf(take('schema'), take('currentSchema', 'search_path') ?? searchPathOf(options)),
    applicationName: take('application_name', 'ApplicationName', 'fallback_application_name') || 'parley',
    options,
    connectTimeout: connectTimeout(take('connect_timeout')),
    ignored: [],
  }
  return { ...target, ignored: [...given.keys()] }
}

/** The addresses without the password, for messages. */
export function addressOf({ hosts }: Pick<DatabaseTarget, 'hosts'>): string {
  return hosts
    .map((host) =>
      'path' in host ? host.path : `${host.host.includes(':') ? `[${host.host}]` : host.host}:${host.port}`,
    )
    .join(',')
}

type Split = {
  user: string | null
  password: string
  hostList: string
  database: string
  parameters: [string, string][]
}

// A list of hosts with ports, a path that is the name of the database, and parameters. None of them contains an
// unencoded "@" or "/", which is what tells them from a password that does.
const behindUser =
  /^(?<hosts>(?:[\w.~%-]+|\[[0-9A-Fa-f:.%\w]+\]|)(?::\d*)?(?:,(?:[\w.~%-]+|\[[0-9A-Fa-f:.%\w]+\])(?::\d*)?)*)(?:\/(?<database>[^/?#@]*))?(?:\?(?<parameters>(?:[\w.-]+=[^&]*&?)*))?$/

function split(text: string): Split {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:(?:[a-z]+:)?)\/\/(.*)$/is.exec(text) ?? []
  if (/^jdbc:/i.test(text)) refuse('is a JDBC URL: leave out "jdbc:", and put user and password before the host')
  const driver = /^(postgres(?:ql)?)\+\w+:$/i.exec(scheme)?.[1]
  if (driver) refuse(`names a driver (${scheme.slice(0, -1)}): write ${driver}:// instead`)
  if (!/^postgres(ql)?:$/i.test(scheme)) refuse('must be a URL that begins with postgres:// or postgresql://')
  // An "@" may be part of the password: the first one that a complete address follows ends it.
  const ends = [-1, ...[...rest.matchAll(/@/g)].map(({ index }) => index)]
  for (const end of ends) {
    const { groups } = behindUser.exec(rest.slice(end + 1)) ?? {}
    if (!groups) continue
    const [user, password] = end < 0 ? [null, ''] : credentials(rest.slice(0, end))
    return {
      user,
      password,
      hostList: groups.hosts ?? '',
      database: decode(groups.database ?? ''),
      parameters: parametersOf(groups.parameters ?? ''),
    }
  }
  return refuse(
    'cannot be read: it must look like postgres://user:password@host:5432/database; characters such as @ / ? # in the password are written as %40 %2F %3F %23',
  )
}

function credentials(text: string): [string | null, string] {
  const colon = text.indexOf(':')
  const user = decode(colon < 0 ? text : text.slice(0, colon))
  return [user || null, colon < 0 ? '' : decode(text.slice(colon + 1))]
}

/** A text with a "%" that encodes nothing was not encoded at all. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const parametersOf = (text: string): [string, string][] =>
  text
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const equals = pair.indexOf('=')
      return [pair.slice(0, equals), decode(pair.slice(equals + 1))]
    })

function hosts(list: string, ports: string | null): Host[] {
  const names = list.split(',')
  const portList = ports?.split(',') ?? []
  return names.map((entry, i) => {
    const port = portList[i] ?? portList[0]
    const name = decode(entry)
    if (name.startsWith('/')) return socket(name, portOf(port))
    const [, bracketed, plain = '', own] = /^(?:\[([^\]]*)\]|([^:]*)):?(\d*)$/.exec(entry) ?? []
    // A host parameter may be a bare IPv6 address; one in the address itself has brackets.
    const host = bracketed ?? (plain || (isIpv6(entry) ? entry : 'localhost'))
    return { host: decode(host), port: portOf(port ?? own) }
  })
}

const isIpv6 = (text: string) => /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/.test(text)

/** By the directory, as Postgres names its sockets there, or by the socket's own path; the port is part of the name. */
function socket(path: string, port: number): Host {
  const [, directory = path, own] = /^(.*?)(?::(\d+))?$/.exec(path) ?? []
  if (/\/\.s\.PGSQL\.\d+$/.test(directory)) return { path: directory }
  return { path: `${directory.replace(/\/$/, '')}/.s.PGSQL.${own ? portOf(own) : port}` }
}

function portOf(text: string | undefined): number {
  if (!text) return defaultPort
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) refuse(`names a port that is none: ${text}`)
  return port
}

function connectTimeout(text: string | null): number {
  if (text === null) return defaultConnectTimeout
  if (!/^-?\d{1,6}$/.test(text)) refuse(`has connect_timeout=${text}: it must be a whole number of seconds`)
  // As libpq has it: zero and below mean no bound, which here is the default.
  return Number(text) > 0 ? Number(text) : defaultConnectTimeout
}

function schemaOf(schema: string | null, searchPath: string | null): string | null {
  // Of a search path the first schema is the one that tables are made in; "$user" names none for sure.
  const first = searchPath
    ?.split(',')[0]
    ?.trim()
    .replace(/^"(.*)"$/, '$1')
  const name = schema ?? (first && first !== '$user' ? first : null)
  if (name === null) return null
  if (name === '' || name.includes('\u0000') || Buffer.byteLength(name) > 63 || /^pg_/i.test(name))
    refuse(`has schema=${JSON.stringify(name)}: that cannot be the name of a schema`)
  return name
}

const searchPathOf = (options: string | null) =>
  /(?:-c\s*|--)search[_-]path=((?:\\.|[^\s\\])+)/i.exec(options ?? '')?.[1]?.replace(/\\(.)/g, '$1') ?? null

/** The user that Postgres' own clients take when none is named. */
function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    return refuse('names no user, and this process runs as one without a name: write postgres://user@host/database')
  }
}
