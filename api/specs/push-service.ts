import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Reach } from '../push/web-push.ts'

export type Pushed = { path: string; headers: IncomingHttpHeaders; body: Buffer }

/** A push service on this machine, and how to reach it whatever host a browser has named. */
export function pushService() {
  const pushed: Pushed[] = []
  const gone = new Set<string>()
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    pushed.push({ path, headers: request.headers, body: Buffer.concat(chunks) })
    response.writeHead(gone.has(path) ? 410 : 201).end()
  })
  const listening = once(server.listen(0, '127.0.0.1'), 'listening')
  const reach: Reach = {
    request: (url, options, onResponse) => {
      const { port } = server.address() as AddressInfo
      return request(`http://127.0.0.1:${port}${new URL(url).pathname}`, { ...options, agent: false }, onResponse)
    },
  }
  return { pushed, gone, reach, listening, close: () => server.close() }
}

/** A browser that subscribes at that service, and reads what is pushed to it as RFC 8291 and RFC 8188 say. */
export function pushBrowser(name: string) {
  const ecdh = createECDH('prime256v1')
  const publicKey = ecdh.generateKeys()
  const auth = randomBytes(16)
  const path = `/${name}`
  const keyFrom = (salt: Buffer, secret: Buffer, info: Buffer | string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length))
  return {
    path,
    input: {
      endpoint: `https://push.example.com${path}`,
      keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    },
    read: ({ body }: Pushed): unknown => {
      const [salt, idLength] = [body.subarray(0, 16), body[20] ?? 0]
      const sender = body.subarray(21, 21 + idLength)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender])
      const secret = keyFrom(auth, ecdh.computeSecret(sender), info, 32)
      const key = keyFrom(salt, secret, 'Content-Encoding: aes128gcm\0', 16)
      const nonce = keyFrom(salt, secret, 'Content-Encoding: nonce\0', 12)
      const decipher = createDecipheriv('aes-128-gcm', key, nonce)
      decipher.setAuthTag(body.subarray(-16))
      const text = Buffer.concat([decipher.update(body.subarray(21 + idLength, -16)), decipher.final()])
      return JSON.parse(text.subarray(0, text.lastIndexOf(2)).toString())
    },
  }
}
