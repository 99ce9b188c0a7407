import { request } from 'node:http'

type Uploader = { login: string; token: string }

/** What an agent does with files by HTTP. */
export function createUploading(url: () => string, { token }: Uploader) {
  const authorization = `Bearer ${token}`
  const tus = { 'tus-resumable': '1.0.0', authorization }
  const send = (path: string, method: string, headers: Record<string, string> = {}, body?: Buffer) =>
    fetch(new URL(path, url()), {
      method,
      headers: { ...tus, ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
    })

  const begin = (size: number, name: string, roomId = 'general') => {
    const encode = (text: string) => Buffer.from(text).toString('base64')
    const metadata = `filename ${encode(name)},roomId ${encode(roomId)}`
    return send('/files', 'POST', { 'upload-length': `${size}`, 'upload-metadata': metadata })
  }
  const append = (path: string, offset: number, content: Buffer) =>
    send(path, 'PATCH', { 'content-type': 'application/offset+octet-stream', 'upload-offset': `${offset}` }, content)
  const received = async (path: string) => Number((await send(path, 'HEAD')).headers.get('upload-offset'))

  return {
    begin,
    append,
    received,
    send,
    /** Where a new upload lives. */
    place: async (size: number, name: string, roomId?: string): Promise<string> => {
      const response = await begin(size, name, roomId)
      if (response.status !== 201) throw new Error(`Refused with ${response.status}: ${await response.text()}`)
      return response.headers.get('location') ?? ''
    },
    /** Sends a part of a larger body, and is gone once `isThere` says that it has arrived. */
    sendAndLeave: async (path: string, content: Buffer, announced: number, isThere: () => Promise<unknown>) => {
      const headers = {
        ...tus,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': '0',
        'content-length': announced,
      }
      const sent = request(new URL(path, url()), { method: 'PATCH', headers })
      sent.on('error', () => {})
      sent.write(content)
      await isThere()
      sent.destroy()
    },
    /** A whole file; its id. */
    uploads: async (content: Buffer, name: string, roomId?: string): Promise<string> => {
      const response = await begin(content.length, name, roomId)
      const path = response.headers.get('location') ?? ''
      const done = await append(path, 0, content)
      if (done.status !== 204) throw new Error(`Refused with ${done.status}: ${await done.text()}`)
      return path.split('/').at(-1) ?? ''
    },
    gets: (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(new URL(path, url()), { method, headers: { authorization, ...headers } }),
  }
}
