import { StartError } from '../lib/start-error.ts'

/**
 * What libpq's `sslmode` means. `verify` says what of the server's certificate is verified; `ca`, `cert`, `key` and
 * `crl` are paths of files, `ca` may be `system`.
 */
export type Tls = {
  use: 'never' | 'if offered' | 'always'
  verify: 'nothing' | 'chain' | 'chain and host'
  ca: string | null
  cert: string | null
  key: string | null
  keyPassword: string | null
  crl: string | null
  /** TLS from the first byte on, without asking (`sslnegotiation=direct`). */
  direct: boolean
}

/** Reads a parameter by any of its names and takes all of them away. */
export type Take = (...names: string[]) => string | null

// https://www.postgresql.org/docs/current/libpq-ssl.html, and the names that other clients have for the same.
const modes: Record<string, Pick<Tls, 'use' | 'verify'>> = {
  disable: { use: 'never', verify: 'nothing' },
  // libpq tries without TLS first. Who allows either has no reason to mind.
  allow: { use: 'if offered', verify: 'nothing' },
  prefer: { use: 'if offered', verify: 'nothing' },
  require: { use: 'always', verify: 'nothing' },
  'no-verify': { use: 'always', verify: 'nothing' },
  'verify-ca': { use: 'always', verify: 'chain' },
  'verify-full': { use: 'always', verify: 'chain and host' },
}
const booleans: Record<string, string> = { true: 'verify-full', '1': 'verify-full', false: 'disable', '0': 'disable' }

/** Which TLS the parameters of a URL ask for. */
export function tlsOf(take: Take): Tls {
  const ssl = take('ssl')
  const accept = take('sslaccept')
  const name = take('sslmode') ?? (ssl === null ? null : (booleans[ssl] ?? ssl)) ?? 'prefer'
  const mode = modes[name] ?? refuse(`has sslmode=${name}: it must be one of ${Object.keys(modes).join(', ')}`)
  const ca = take('sslrootcert')
  const always = requiresChannelBinding(take)
  if (always && mode.use === 'never') refuse(`has channel_binding=require, which needs TLS, and sslmode=${name}`)
  const negotiation = take('sslnegotiation') ?? 'postgres'
  if (!['postgres', 'direct'].includes(negotiation))
    refuse(`has sslnegotiation=${negotiation}: it must be postgres or direct`)
  const strict = accept === 'strict' && mode.use !== 'never'
  // A certificate authority that is named is meant to be asked; libpq does so for `require`, too.
  const verify = ca === 'system' || strict ? 'chain and host' : ca && name === 'require' ? 'chain' : mode.verify
  return {
    use: always || (verify !== 'nothing' && mode.use !== 'never') ? 'always' : mode.use,
    verify,
    // As in libpq: where nothing is verified, the file need not even be there.
    ca: verify === 'nothing' ? null : ca,
    cert: take('sslcert'),
    key: take('sslkey'),
    keyPassword: take('sslpassword'),
    crl: take('sslcrl'),
    direct: negotiation === 'direct',
  }
}

/**
 * SCRAM-SHA-256-PLUS is not spoken by postgres.js. Providers put `channel_binding=require` into every URL, so what it is
 * sure to need is kept: the connection is never without TLS. Who wants proof of the server's identity sets
 * sslmode=verify-full.
 */
function requiresChannelBinding(take: Take): boolean {
  const binding = take('channel_binding') ?? 'prefer'
  if (!['disable', 'prefer', 'require'].includes(binding))
    refuse(`has channel_binding=${binding}: it must be disable, prefer or require`)
  return binding === 'require'
}

/** Parameters whose meaning would be lost if they were ignored. */
const allowedValues: Record<string, string[]> = {
  gssencmode: ['disable', 'prefer'],
  require_auth: [''],
  // What is sent in the clear is for TLS to prevent.
  sslcertmode: ['disable', 'allow'],
  // Node speaks 1.2 and 1.3 alone.
  ssl_min_protocol_version: ['', 'tlsv1', 'tlsv1.1', 'tlsv1.2'],
  ssl_max_protocol_version: ['', 'tlsv1.3'],
  target_session_attrs: ['any', 'read-write', 'primary'],
  targetServerType: ['any', 'primary', 'master'],
  replication: ['false', 'off', 'no', '0'],
  client_encoding: ['auto', 'utf8', 'utf-8', 'unicode'],
  encoding: ['utf8', 'utf-8', 'unicode'],
}
const remedies: Record<string, string> = {
  target_session_attrs: 'Parley writes, so it must be read-write, primary or any',
  targetServerType: 'Parley writes, so it must be primary or any',
}
const takenFromElsewhere = ['service', 'servicefile', 'passfile', 'oauth_issuer', 'oauth_client_id']

/** Refuses by name what would be another connection than the one that is asked for. Takes away what it has judged. */
export function refuseWhatCannotBeHonoured(given: Map<string, string>): void {
  for (const [name, value] of given) {
    const allowed = allowedValues[name]
    if (allowed) {
      if (!allowed.includes(value.toLowerCase()))
        refuse(
          `has ${name}=${value}, which cannot be honoured: ${remedies[name] ?? `leave it out (${allowed.join(', ')} would do)`}`,
        )
      given.delete(name)
    }
    if (takenFromElsewhere.includes(name)) refuse(`has ${name}, which is not supported: write its values into the URL`)
    // A misspelt name must not be a connection that is less safe than it looks.
    if (/^(ssl|tls|gss|krb)/i.test(name) && !knownSecurity.includes(name))
      refuse(`has ${name}, which is not supported: leave it out, or use ${knownSecurity.slice(0, 4).join(', ')}`)
  }
}

const knownSecurity = [
  ...['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslpassword', 'sslcrl', 'sslnegotiation', 'ssl', 'sslaccept'],
  // Without a meaning here, and without harm.
  ...['sslsni', 'sslcompression', 'sslcertmode', 'gssencmode', 'gsslib', 'gssdelegation', 'krbsrvname'],
  ...['ssl_min_protocol_version', 'ssl_max_protocol_version'],
]

export function refuse(what: string): never {
  throw new StartError(`DATABASE_URL ${what}.`)
}
