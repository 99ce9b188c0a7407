/**
 * The origin of a web page in its one form (RFC 6454): lower case, names in ASCII, without the default port and without
 * the dot of a fully qualified name. Null for what is none.
 */
export function originOf(text: string): string | null {
  if (!/^https?:\/\/[^/?#@\s\\]+$/i.test(text)) return null
  const url = URL.parse(text)
  if (!url) return null
  url.hostname = url.hostname.replace(/\.$/, '')
  return url.origin
}
