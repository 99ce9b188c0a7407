import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sessions } from '../../auth/sessions.ts'
import type { Mask } from '../../execution/error-masking.ts'
import { DomainError } from '../../lib/errors.ts'
import type { Services } from '../../schema/services.ts'
import { setCorsHeaders } from './cors.ts'
import { answerError } from './file-errors.ts'
import { refusal } from './http-errors.ts'
import { createUploads, uploadCors } from './uploads.ts'

/** `/bank-statements` and `/bank-statements/<id>`. */
const address = /^\/bank-statements(?:\/([^/]+))?\/?$/

/** Whether a path, below the base path, is that of bank statements. */
export const isOfStatements = (path: string): boolean =>
  path === '/bank-statements' || path.startsWith('/bank-statements/')

/**
 * Uploads of bank statements, which are imported as they arrive: `Upload-Offset` of an answer is where the last whole line
 * ends, and the next part goes on there. The access token comes in the header, so no foreign page can make a browser send one.
 */
export function createStatementHandler(deps: {
  statements: Services['statements']
  sessions: Sessions
  mask: Mask
  allowedOrigins: readonly string[]
  statementsPath: string
}): (request: IncomingMessage, response: ServerResponse, path: string) => void {
  const { statements, sessions, mask, allowedOrigins, statementsPath: path } = deps
  const uploads = createUploads({
    uploads: {
      maxBytes: statements.maxBytes,
      create: (viewer, size, metadata) =>
        statements.beginUpload(viewer, { size, fileName: metadata.get('filename') ?? '' }),
      find: statements.upload,
      append: statements.append,
      discard: null,
    },
    path,
  })

  const handle = async (request: IncomingMessage, response: ServerResponse, at: string): Promise<void> => {
    setCorsHeaders(request, response, allowedOrigins, uploadCors)
    const [matched, id = null] = address.exec(at) ?? []
    if (matched === undefined) throw refusal(404, 'There is nothing at this address.')
    if (request.method === 'OPTIONS') return uploads.describe(response)
    const asking = await sessions.identify(request.headers.authorization)
    if (asking instanceof DomainError) throw asking
    return uploads.handle(request, response, asking, id)
  }

  return (request, response, at) => {
    handle(request, response, at).catch((error) => answerError(request, response, error, mask))
  }
}
