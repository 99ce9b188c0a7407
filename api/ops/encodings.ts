export type Encoding = 'br' | 'gzip' | 'identity'

/** The smallest encoding that an `Accept-Encoding` header allows; `q=0` is a refusal (RFC 9110, 12.5.3). */
export function preferredEncoding(header: string | string[] | undefined): Encoding {
  const allowed = new Map<string, boolean>()
  for (const part of String(header ?? '').split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    allowed.set(name, weight === undefined || Number(weight.slice(2)) > 0)
  }
  const allows = (encoding: Encoding) => allowed.get(encoding) ?? allowed.get('*') ?? false
  return allows('br') ? 'br' : allows('gzip') ? 'gzip' : 'identity'
}
