import type { IncomingMessage } from 'node:http'
import { maxRequestBytes } from '../../execution/limits.ts'

/** A request's body as text; null when it is longer than a request may be. Rejects when the client leaves before its end. */
export function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxRequestBytes) chunks.push(chunk)
      // What still comes is read and forgotten, so that the client hears the answer.
      else resolve(null)
    })
    request.once('end', () => resolve((chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString()))
    request.once('error', reject)
  })
}
