import { readFileSync } from 'node:fs'
import { connect, isIP, Socket } from 'node:net'
import { type ConnectionOptions, getCACertificates, connect as startTls } from 'node:tls'
import { StartError } from '../lib/start-error.ts'
import type { DatabaseTarget, Host } from './database-url.ts'
import type { Tls } from './url-parameters.ts'

/** Opens sockets to the hosts of a database, with TLS where it is asked for. */
export type Dialer = {
  /**
   * A socket to the first host that answers, beginning with the one that answered last. It never rejects, since
   * postgres.js loses a connection for ever whose socket cannot be made: where no host answers, the socket is one that
   * fails with the reason.
   */
  socket(): Promise<Socket>
  /** Lets the next socket begin with another host: the one that answered last takes no writes. */
  passOver(): void
  /** Gives up sockets that are being opened. */
  close(): void
}

/** Throws {@link StartError} when a file that the URL names cannot be read. */
export function createDialer({ hosts, tls, connectTimeout }: DatabaseTarget): Dialer {
  const files = tls.use === 'never' ? {} : readFiles(tls)
  const opening = new Set<Socket>()
  let preferred = 0
  let closed = false

  const openFirst = async (): Promise<Socket> => {
    const reasons: unknown[] = []
    for (let tried = 0; tried < hosts.length && !closed; tried++) {
      const index = (preferred + tried) % hosts.length
      const host = hosts[index]
      if (!host) break
      try {
        const socket = await open(host, { tls, files, timeout: connectTimeout * 1_000, opening })
        preferred = index
        return socket
      } catch (error) {
        reasons.push(error)
      }
    }
    throw reasons.length === 1 ? reasons[0] : joined(reasons)
  }

  return {
    socket: async () => {
      const socket = await openFirst().catch((error: Error) => failing(error))
      if (closed) socket.destroy()
      return socket
    },
    passOver: () => {
      preferred = (preferred + 1) % hosts.length
    },
    close: () => {
      closed = true
      for (const socket of opening) socket.destroy()
    },
  }
}

/** Reported when the caller, who asked for the socket, has had time to listen. */
function failing(error: Error): Socket {
  const socket = new Socket()
  setImmediate(() => socket.destroy(error))
  return socket
}

const withCode = (code: string, message: string) => Object.assign(new Error(message), { code })

function joined(reasons: unknown[]): Error {
  const text = reasons.map((reason) => (reason instanceof Error ? reason.message : String(reason))).join('; ')
  return withCode('CONNECTION_FAILED', text || 'closed')
}

type Opening = { tls: Tls; files: ConnectionOptions; timeout: number; opening: Set<Socket> }

async function open(host: Host, { tls, files, timeout, opening }: Opening): Promise<Socket> {
  const socket = 'path' in host ? connect(host.path) : connect(host.port, host.host)
  opening.add(socket)
  const late = withCode('CONNECT_TIMEOUT', `no answer within ${timeout / 1_000} seconds`)
  const timer = setTimeout(() => socket.destroy(late), timeout)
  try {
    await once(socket, 'connect')
    const secure = 'path' in host || !(await agreeOnTls(socket, tls)) ? null : wrap(socket, host.host, tls, files)
    if (secure) await once(secure, 'secureConnect')
    return secure ?? socket
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    clearTimeout(timer)
    opening.delete(socket)
  }
}

/** The first event of this name; rejects when the socket fails or closes before. */
function once(socket: Socket, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      socket.off(name, heard).off('error', reject).off('close', onClose)
      act()
    }
    const heard = (value: unknown) => settle(() => resolve(value))
    const onClose = () => settle(() => reject(withCode('CONNECTION_CLOSED', 'the server closed the connection')))
    socket.once(name, heard).once('error', reject).once('close', onClose)
  })
}

/** https://www.postgresql.org/docs/current/protocol-message-formats.html, SSLRequest. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

async function agreeOnTls(socket: Socket, tls: Tls): Promise<boolean> {
  if (tls.use === 'never') return false
  if (tls.direct) return true
  socket.write(sslRequest)
  const answer = await once(socket, 'data')
  // More than this one byte would be an answer that somebody has put before the encrypted ones.
  const said = Buffer.isBuffer(answer) && answer.length === 1 ? answer.toString('latin1') : ''
  if (said === 'S') return true
  if (said === 'N' && tls.use === 'if offered') return false
  throw withCode('TLS_NOT_OFFERED', 'the server offers no TLS, and sslmode asks for it')
}

function wrap(socket: Socket, host: string, { verify, direct }: Tls, files: ConnectionOptions): Socket {
  socket.on('error', () => {})
  return startTls({
    ...files,
    socket,
    host,
    servername: isIP(host) ? '' : host,
    rejectUnauthorized: verify !== 'nothing',
    ...(verify === 'chain' ? { checkServerIdentity: () => undefined } : {}),
    ...(direct ? { ALPNProtocols: ['postgresql'] } : {}),
  })
}

function readFiles({ ca, cert, key, keyPassword, crl }: Tls): ConnectionOptions {
  const read = (name: string, path: string | null) => (path === null ? {} : { [name]: readNamed(name, path) })
  const authorities =
    ca === 'system'
      ? [...getCACertificates('default'), ...getCACertificates('system')]
      : ca && readNamed('sslrootcert', ca)
  const { sslcert, sslkey, sslcrl } = { ...read('sslcert', cert), ...read('sslkey', key), ...read('sslcrl', crl) }
  return {
    ...(authorities ? { ca: authorities } : {}),
    ...(sslcert ? { cert: sslcert } : {}),
    ...(sslkey ? { key: sslkey } : {}),
    ...(sslcrl ? { crl: sslcrl } : {}),
    ...(keyPassword ? { passphrase: keyPassword } : {}),
  }
}

function readNamed(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartError(`DATABASE_URL names a file that cannot be read (${code}): ${name}=${path}.`)
  }
}
