import { BlockList, isIP } from 'node:net'

/** Names of networks, as proxies and frameworks use them. */
const named: Record<string, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Whether a text is an address, a network such as 10.0.0.0/8, or the name of networks (loopback, linklocal, uniquelocal). */
export function isNetwork(text: string): boolean {
  if (Object.hasOwn(named, text)) return true
  return subnetOf(text) !== null
}

type Subnet = { address: string; bits: number; family: 'ipv4' | 'ipv6' }

function subnetOf(text: string): Subnet | null {
  const [given = '', bits = '128', ...more] = text.split('/')
  const address = plainAddress(given)
  const isV4 = isIP(address) === 4
  if (isIP(address) === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits)) return null
  // Of IPv4 within IPv6 the first 96 bits are the same for all.
  const fixed = isV4 && address !== given ? 96 : 0
  const longest = isV4 ? 32 : 128
  const length = text.includes('/') ? Number(bits) - fixed : longest
  return length >= 0 && length <= longest ? { address, bits: length, family: isV4 ? 'ipv4' : 'ipv6' } : null
}

/** Whether an address is in one of the networks, each of which {@link isNetwork}. */
export function createNetworks(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks.flatMap((text) => named[text] ?? [text])) {
    const subnet = subnetOf(network)
    if (subnet) list.addSubnet(subnet.address, subnet.bits, subnet.family)
  }
  return (address) => {
    const plain = plainAddress(address)
    const version = isIP(plain)
    return version !== 0 && list.check(plain, version === 4 ? 'ipv4' : 'ipv6')
  }
}

/** IPv4 within IPv6 is the same address: so a socket that listens for both shows it. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
