import type { ErrorCode } from '../gql/graphql.ts'
import { backoff, sleep } from '../lib/backoff.ts'
import { requestTimeout } from '../network/http.ts'
import { refresh, signedIn } from '../session/session.ts'
import { refusalText } from '../texts/refusal-text.ts'

/** Bytes of one request: small enough to arrive in time over a slow line, large enough to lose little between two. */
const pieceBytes = 524_288

const version = { 'tus-resumable': '1.0.0' }

/** The server does not want this file; the message says why, to people. */
export class UploadRefused extends Error {}

/** The server knows nothing of the upload any more. */
class UploadGone extends Error {}

export type UploadOptions = {
  /** The address of all uploads of this kind, below that of the app. */
  to: 'files' | 'bank-statements'
  /** What the server is told of the file, besides its name. */
  about?: Record<string, string>
  signal: AbortSignal
  /** So many bytes have arrived. */
  onProgress(received: number): void
}

/**
 * Uploads a file by the tus protocol and resolves with its id. A lost connection, or a server that is away, is waited
 * for, and the upload goes on where it stopped. Throws UploadRefused, or the signal's reason.
 */
export async function upload(file: File, { to, about = {}, signal, onProgress }: UploadOptions): Promise<string> {
  let place: string | null = null
  let received = 0
  for (let attempt = 0; ; attempt++) {
    try {
      if (place === null) place = await create(file, to, about, signal)
      else received = await askReceived(place, signal)
      while (received < file.size) {
        onProgress(received)
        received = await append(place, file.slice(received, received + pieceBytes), received, signal)
        attempt = 0
      }
      onProgress(received)
      return place.split('/').at(-1) ?? ''
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof UploadRefused) throw error
      if (error instanceof UploadGone) place = null
      await sleep(backoff(attempt))
      signal.throwIfAborted()
    }
  }
}

async function create(
  file: File,
  to: UploadOptions['to'],
  about: Record<string, string>,
  signal: AbortSignal,
): Promise<string> {
  const pairs = Object.entries({ filename: file.name, ...about })
  const metadata = pairs.map(([key, value]) => `${key} ${inBase64(value)}`).join(',')
  const headers = { 'upload-length': `${file.size}`, 'upload-metadata': metadata }
  const response = await request(new URL(to, document.baseURI), { method: 'POST', headers }, signal)
  const place = response.headers.get('location')
  if (!place) throw new Error('The server did not say where the upload is')
  return place
}

const receivedOf = (response: Response): number => Number(response.headers.get('upload-offset'))

const askReceived = async (place: string, signal: AbortSignal) =>
  receivedOf(await request(place, { method: 'HEAD' }, signal))

async function append(place: string, piece: Blob, offset: number, signal: AbortSignal): Promise<number> {
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': `${offset}` }
  return receivedOf(await request(place, { method: 'PATCH', headers, body: piece }, signal))
}

/** Sends with the token of now. Throws unless the answer is good: {@link UploadRefused} where asking again is no use. */
async function request(url: string | URL, init: RequestInit, signal: AbortSignal): Promise<Response> {
  const { accessToken } = await signedIn()
  const response = await fetch(url, {
    ...init,
    headers: { ...init.headers, ...version, authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeout)]),
  })
  if (response.ok) return response
  if (response.status === 401) await refresh(accessToken)
  else if (response.status === 404 && init.method !== 'POST') throw new UploadGone()
  else if (response.status < 500 && ![408, 409, 429].includes(response.status))
    throw new UploadRefused(await reasonOf(response))
  throw new Error(`The server answered ${response.status}`)
}

async function reasonOf(response: Response): Promise<string> {
  try {
    const { errors } = (await response.json()) as { errors: { message: string; extensions?: { code?: ErrorCode } }[] }
    const [first] = errors
    const code = first?.extensions?.code
    return code && first ? refusalText({ code, message: first.message }) : (first?.message ?? response.statusText)
  } catch {
    return response.statusText
  }
}

function inBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
