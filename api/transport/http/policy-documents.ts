import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Viewer } from '../../auth/viewer.ts'
import type { Services } from '../../schema/services.ts'
import { contentDisposition } from './content-disposition.ts'
import { answersFromCache } from './private-content.ts'

/** In seconds. After that a browser asks again, and with it whether its agent may still see the policy. */
const freshness = 86_400

/** Answers GET and HEAD with the PDF of a policy. */
export function createPolicyDocumentDownloads(documents: Services['policyDocuments']) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    viewer: Viewer,
    { number, search }: { number: string; search: string },
  ): Promise<void> => {
    const language = new URLSearchParams(search).get('language')?.toUpperCase() === 'PL' ? 'PL' : 'EN'
    const { content, fileName, id } = await documents.open(viewer, number, language)
    response.setHeader('Content-Type', 'application/pdf')
    response.setHeader('Content-Disposition', contentDisposition('attachment', fileName))
    if (answersFromCache(request, response, { etag: `"${id}"`, freshness })) return
    response.setHeader('Content-Length', content.length)
    response.writeHead(200).end(request.method === 'HEAD' ? undefined : content)
  }
}
