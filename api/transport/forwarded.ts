import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { createNetworks, plainAddress } from '../lib/addresses.ts'

/** A request as its client sent it, whatever proxies it has passed. */
export type Sent = {
  /** The client's address. */
  ip: string
  protocol: 'http' | 'https'
  /** The host that the client asked, with a port where it named one. */
  host: string | null
}

export type ReadSent = (request: IncomingMessage) => Sent

/** What one proxy says: from where it was asked, and how. */
type Hop = { from: string | null; protocol?: string; host?: string; port?: string }

/**
 * Reads `X-Forwarded-For`, `-Proto` (or `-Scheme`, `-Ssl`), `-Host` and `-Port`, or `Forwarded` (RFC 7239) where there is
 * none of the first three, as far as trusted proxies have written them. Each proxy adds the address that it was asked from
 * at the end, so the client is the last one that is not itself a trusted proxy; what stands before it is what the client
 * claims.
 */
export function createReadSent(trustedProxies: readonly string[]): ReadSent {
  const isTrusted = createNetworks(trustedProxies)
  return (request) => {
    const { socket, headers } = request
    const direct: Sent = {
      ip: plainAddress(socket.remoteAddress ?? ''),
      protocol: 'encrypted' in socket ? 'https' : 'http',
      host: headers.host ?? null,
    }
    if (!isTrusted(direct.ip)) return direct
    const hops = hopsOf(request)
    let { ip } = direct
    let hop: Hop | undefined
    for (const next of hops.reverse()) {
      if (!isTrusted(ip)) break
      hop = { ...hop, ...next }
      // A proxy that hides the address, or names it in no form that we know: the last known one stands for it.
      if (!next.from) break
      ip = next.from
    }
    const host = withPort(hop?.host || direct.host, hop?.port)
    return { ip, protocol: protocolOf(hop?.protocol) ?? direct.protocol, host }
  }
}

function hopsOf({ headers }: IncomingMessage): Hop[] {
  const froms = listOf(headers['x-forwarded-for'])
  // Some proxies have only one of the other two.
  const secure = headers['x-forwarded-ssl'] === 'on' ? 'https' : undefined
  const protocols = listOf(headers['x-forwarded-proto'] || headers['x-forwarded-scheme'] || secure)
  const hosts = listOf(headers['x-forwarded-host'])
  const ports = listOf(headers['x-forwarded-port'])
  if (froms.length + protocols.length + hosts.length === 0 && headers.forwarded) return forwardedHops(headers.forwarded)
  // Not every proxy adds to every list. One of another length has been begun by the proxy that the client asked.
  const at = (list: string[], index: number) => (list.length === froms.length ? list[index] : list[0])
  const count = Math.max(froms.length, 1)
  return Array.from({ length: count }, (_, i) => ({
    from: addressOf(froms[i] ?? ''),
    ...given({ protocol: at(protocols, i), host: at(hosts, i), port: at(ports, i) }),
  }))
}

function forwardedHops(header: string): Hop[] {
  return listOf(header).map((element) => {
    const pairs = element.split(';').map((pair) => /^\s*([\w-]+)=("?)(.*)\2\s*$/.exec(pair))
    const value = (name: string) => pairs.find((pair) => pair?.[1]?.toLowerCase() === name)?.[3]
    return { from: addressOf(value('for') ?? ''), ...given({ protocol: value('proto'), host: value('host') }) }
  })
}

/** A list of a header that may be given several times; Node joins them. */
function listOf(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '')
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
}

/** An address that may have a port, `192.0.2.1:80`, `[2001:db8::1]:80`, or quotes. Null for `unknown` and the like. */
function addressOf(given: string): string | null {
  const text = /^"(.*)"$/.exec(given)?.[1] ?? given
  const address = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  return isIP(address) ? plainAddress(address) : null
}

function protocolOf(text = ''): Sent['protocol'] | null {
  const protocol = text.toLowerCase()
  if (protocol === 'https' || protocol === 'wss') return 'https'
  return protocol === 'http' || protocol === 'ws' ? 'http' : null
}

/**
 * A host that names no port of its own has that of `X-Forwarded-Port`. 80 and 443 say nothing: a proxy between may have
 * changed the protocol, and not every one changes the port along with it.
 */
function withPort(host: string | null, port = ''): string | null {
  const isBare = host !== null && /^(\[[^\]]*\]|[^:]+)$/.test(host)
  return isBare && /^\d{1,5}$/.test(port) && port !== '80' && port !== '443' ? `${host}:${port}` : host
}

function given(hop: Omit<Hop, 'from'>): Omit<Hop, 'from'> {
  return Object.fromEntries(Object.entries(hop).filter(([, value]) => value !== undefined))
}
