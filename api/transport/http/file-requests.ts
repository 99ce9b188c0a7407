import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sessions } from '../../auth/sessions.ts'
import type { Viewer } from '../../auth/viewer.ts'
import type { Mask } from '../../execution/error-masking.ts'
import { DomainError } from '../../lib/errors.ts'
import type { Services } from '../../schema/services.ts'
import { readCookies } from './cookies.ts'
import { setCorsHeaders } from './cors.ts'
import { createDownloads } from './downloads.ts'
import { answerError } from './file-errors.ts'
import { refusal } from './http-errors.ts'
import { createPictureDownloads } from './pictures.ts'
import { createPolicyDocumentDownloads } from './policy-documents.ts'
import { createUploads, type Uploads, uploadCors } from './uploads.ts'

/** `/files`, `/files/<id>` and `/files/<id>/<name>`, whatever the name. */
const address = /^\/files(?:\/([^/]+)(?:\/([^/]*))?)?\/?$/

/** Of a picture of somebody. */
const pictureAddress = /^\/files\/pictures\/([^/]+)$/

/** Of the document of a policy. */
const policyAddress = /^\/files\/policies\/([^/]+)\.pdf$/

/** Whether a path, below the base path, is that of files. */
export const isOfFiles = (path: string): boolean => path === '/files' || path.startsWith('/files/')

/**
 * Uploads and downloads of files, pictures of people, and documents of policies. Whoever writes shows the access token in the header; who only reads may show it by the cookie
 * that log-in has set, since browsers send no header with an image. So no foreign page can make a browser write.
 */
export function createFileHandler(deps: {
  files: Services['files']
  pictures: Services['pictures']
  policyDocuments: Services['policyDocuments']
  sessions: Sessions
  mask: Mask
  allowedOrigins: readonly string[]
  filesPath: string
}): (request: IncomingMessage, response: ServerResponse, at: { path: string; search: string }) => void {
  const { files, sessions, mask } = deps
  const uploads = createUploads({ uploads: uploadsOf(files), path: deps.filesPath })
  const download = createDownloads(files)
  const downloadPolicy = createPolicyDocumentDownloads(deps.policyDocuments)
  const downloadPicture = createPictureDownloads(deps.pictures)

  const readerOf = async (request: IncomingMessage): Promise<Viewer> => {
    const cookies = request.headers.authorization === undefined ? readCookies(request, 'files') : []
    for (const cookie of cookies) {
      const asking = await sessions.identifyReader(cookie)
      if (!(asking instanceof DomainError)) return asking
    }
    return writerOf(request)
  }
  const writerOf = async ({ headers }: IncomingMessage): Promise<Viewer> => {
    const asking = await sessions.identify(headers.authorization)
    if (asking instanceof DomainError) throw asking
    return asking
  }

  const handle = async (request: IncomingMessage, response: ServerResponse, path: string, search: string) => {
    setCorsHeaders(request, response, deps.allowedOrigins, uploadCors)
    const [, pictureId] = pictureAddress.exec(path) ?? []
    if (pictureId !== undefined && (request.method === 'GET' || request.method === 'HEAD')) {
      await readerOf(request)
      return downloadPicture(request, response, { id: pictureId, isSmall: new URLSearchParams(search).has('small') })
    }
    const [, number] = policyAddress.exec(path) ?? []
    if (number !== undefined && (request.method === 'GET' || request.method === 'HEAD'))
      return downloadPolicy(request, response, await readerOf(request), { number, search })
    const [matched, id = null, name = null] = address.exec(path) ?? []
    if (matched === undefined) throw refusal(404, 'There is nothing at this address.')
    const { method, headers } = request
    if (method === 'OPTIONS') return uploads.describe(response)
    // HEAD of an upload is a question of the protocol, which names itself.
    const isReading = method === 'GET' || (method === 'HEAD' && (name !== null || !headers['tus-resumable']))
    if (id === null || !isReading) return uploads.handle(request, response, await writerOf(request), id)
    const isThumbnail = new URLSearchParams(search).has('thumbnail')
    return download(request, response, await readerOf(request), { id, isThumbnail })
  }

  return (request, response, { path, search }) => {
    handle(request, response, path, search).catch((error) => answerError(request, response, error, mask))
  }
}

const uploadsOf = (files: Services['files']): Uploads => ({
  maxBytes: files.maxBytes,
  create: async (viewer, size, metadata) => {
    const roomId = metadata.get('roomId')
    if (roomId === undefined) throw refusal(400, 'Upload-Metadata must name the roomId, in Base64.')
    return files.beginUpload(viewer, { roomId, size, name: metadata.get('filename') ?? '' })
  },
  find: files.upload,
  append: files.append,
  discard: files.discard,
})
