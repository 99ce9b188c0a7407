import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Viewer } from '../../auth/viewer.ts'
import type { CorsRules } from './cors.ts'
import { refusal } from './http-errors.ts'

/** The version of the protocol, tus (https://tus.io/protocols/resumable-upload), and what of its extensions we have. */
const version = '1.0.0'
const extensions = 'creation,termination'

export const uploadCors: CorsRules = {
  methods: 'GET, HEAD, POST, PATCH, DELETE',
  headers: 'authorization, content-type, range, tus-resumable, upload-length, upload-metadata, upload-offset',
  exposed: 'location, upload-offset, upload-length, tus-resumable, content-disposition, content-range',
}

/** What can be uploaded, and what happens to it. */
export type Uploads = {
  /** Bytes that one may have. */
  maxBytes: number
  create(viewer: Viewer, size: number, metadata: ReadonlyMap<string, string>): Promise<{ id: string }>
  find(viewer: Viewer, id: string): Promise<{ received: number; size: number }>
  /** Takes more from `offset` on; `received` is where the next part goes on. */
  append(viewer: Viewer, id: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<{ received: number }>
  /** Null where one that has begun cannot be undone. */
  discard: ((viewer: Viewer, id: string) => Promise<void>) | null
}

/**
 * Resumable uploads below `path`: POST with `Upload-Length` and `Upload-Metadata` makes one and answers with its `Location`, PATCH
 * adds to it at `Upload-Offset`, HEAD tells how much has arrived, DELETE gives it up.
 */
export function createUploads({ uploads, path }: { uploads: Uploads; path: string }) {
  const create = async (request: IncomingMessage, response: ServerResponse, viewer: Viewer): Promise<void> => {
    const metadata = readMetadata(request.headers['upload-metadata'])
    const size = wholeNumber(request, 'upload-length')
    const { id } = await uploads.create(viewer, size, metadata)
    response.writeHead(201, { location: `${path}/${id}`, 'upload-offset': 0, 'content-length': 0 }).end()
  }

  const append = async (request: IncomingMessage, response: ServerResponse, viewer: Viewer, id: string) => {
    const type = request.headers['content-type'] ?? ''
    if (type.trim().toLowerCase() !== 'application/offset+octet-stream')
      throw refusal(415, 'Content-Type must be application/offset+octet-stream.')
    const offset = wholeNumber(request, 'upload-offset')
    const body = request.iterator({ destroyOnReturn: false })
    const { received } = await uploads.append(viewer, id, offset, body)
    response.writeHead(204, { 'upload-offset': received }).end()
  }

  const tell = async (response: ServerResponse, viewer: Viewer, id: string) => {
    const { received, size } = await uploads.find(viewer, id)
    response.writeHead(200, { 'upload-offset': received, 'upload-length': size, 'cache-control': 'no-store' }).end()
  }

  return {
    /** What the protocol says of itself, to whoever asks. */
    describe: (response: ServerResponse): void => {
      const about = { 'tus-version': version, 'tus-extension': extensions, 'tus-max-size': uploads.maxBytes }
      response.writeHead(204, { ...about, 'tus-resumable': version }).end()
    },
    /** `id` is null for the address of all uploads. */
    handle: async (request: IncomingMessage, response: ServerResponse, viewer: Viewer, id: string | null) => {
      response.setHeader('Tus-Resumable', version)
      if (request.headers['tus-resumable'] !== version)
        throw refusal(412, `Tus-Resumable must be ${version}.`, { 'tus-version': version })
      const { method } = request
      if (id === null && method === 'POST') return create(request, response, viewer)
      if (id !== null && method === 'PATCH') return append(request, response, viewer, id)
      if (id !== null && method === 'HEAD') return tell(response, viewer, id)
      if (id !== null && method === 'DELETE' && uploads.discard) {
        await uploads.discard(viewer, id)
        return void response.writeHead(204).end()
      }
      const whole = uploads.discard ? 'DELETE, GET, HEAD, OPTIONS, PATCH' : 'HEAD, OPTIONS, PATCH'
      const allow = id === null ? 'OPTIONS, POST' : whole
      throw refusal(405, `${method} is not for this address.`, { allow })
    },
  }
}

function wholeNumber(request: IncomingMessage, name: string): number {
  const text = request.headers[name]
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text)
  throw refusal(400, `${name} must be a whole number.`)
}

const base64 = /^[A-Za-z0-9+/_-]*={0,2}$/

/** Pairs of a key and a value in Base64, separated by commas. */
function readMetadata(header: string | string[] | undefined): Map<string, string> {
  const pairs = String(header ?? '')
    .split(',')
    .map((pair) => pair.trim().split(/\s+/))
  const wrong = pairs.find(([, value = '', more]) => more !== undefined || !base64.test(value))
  if (wrong) throw refusal(400, 'Upload-Metadata must be keys, each with a value in Base64, separated by commas.')
  return new Map(pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString()]))
}
