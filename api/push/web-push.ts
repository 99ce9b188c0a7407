import { createHash } from 'node:crypto'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import webPush from 'web-push'
import { lookupPublic } from './public-addresses.ts'
import type { PushTarget } from './push.ts'
import type { PushKeys } from './store.ts'

/** What is sent to a browser, by way of the push service that it has named. */
export type Push = {
  body: string
  /** A push that has not been delivered is replaced by the next one of the same subject. */
  subject: string
  urgency: 'low' | 'high'
}

export type PushSender = {
  /** `gone` where the browser wants no more pushes. Rejects when the push service did not take it. */
  send(target: PushTarget, push: Push): Promise<'sent' | 'gone'>
}

/** How push services are reached. */
export type Reach = {
  request(url: string, options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest
  lookup?: RequestOptions['lookup']
}

/** By https, at public addresses alone: the address was given by a client. */
export const publicInternet: Reach = { request, lookup: lookupPublic }

/** Seconds for which a push service keeps what it cannot deliver. */
const keptFor = 12 * 3_600
/** Milliseconds that a push service may take. */
const timeout = 10_000

export const makePushKeys = (): PushKeys => webPush.generateVAPIDKeys()

/** `contact` is a mailto: or https: address at which push services find whoever runs this. */
export function createPushSender(keys: PushKeys, contact: string, reach: Reach = publicInternet): PushSender {
  const vapidDetails = { ...keys, subject: contact }
  return {
    send: async ({ endpoint, p256dh, auth }, { body, subject, urgency }) => {
      // Encrypts and signs; sending is ours, since web-push would connect to any address.
      const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, body, {
        vapidDetails,
        TTL: keptFor,
        urgency,
        topic: createHash('sha256').update(subject).digest('base64url').slice(0, 32),
      })
      const { method, headers } = details
      const status = await post(reach, endpoint, { method, headers }, details.body)
      if (status === 404 || status === 410) return 'gone'
      if (status >= 200 && status < 300) return 'sent'
      throw new Error(`The push service answered ${status}`)
    },
  }
}

function post(reach: Reach, url: string, options: RequestOptions, body: Buffer | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const { lookup } = reach
    const signal = AbortSignal.timeout(timeout)
    const sending = reach.request(url, { ...options, signal, ...(lookup ? { lookup } : {}) }, (response) => {
      response.resume()
      response.once('error', reject)
      resolve(response.statusCode ?? 0)
    })
    sending.once('error', reject)
    sending.end(body)
  })
}
