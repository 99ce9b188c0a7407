import { type FieldError, throwIfInvalid } from '../lib/errors.ts'

/** Where a browser wants its pushes, as its `PushSubscription` says it: an address and the keys to encrypt for it. */
export type PushTarget = { endpoint: string; p256dh: string; auth: string }

export type SubscribeInput = { endpoint: string; keys: { p256dh: string; auth: string } }

/** Browsers of one agent that are pushed to; the one that subscribed longest ago is given up first. */
export const mostTargets = 20

const longestEndpoint = 2_000

/** Throws INVALID_INPUT naming every wrong field. */
export function readTarget({ endpoint, keys: { p256dh, auth } }: SubscribeInput): PushTarget {
  const wrong: FieldError[] = []
  const complaint = complaintAboutEndpoint(endpoint)
  if (complaint) wrong.push({ path: 'endpoint', message: complaint })
  // An uncompressed point of P-256.
  if (!isBase64Url(p256dh, 65)) wrong.push({ path: 'keys.p256dh', message: 'Must be 65 bytes in base64url.' })
  if (!isBase64Url(auth, 16)) wrong.push({ path: 'keys.auth', message: 'Must be 16 bytes in base64url.' })
  throwIfInvalid(wrong)
  return { endpoint, p256dh, auth }
}

/** What is wrong with the form of an address; what its name stands for is asked when something is sent there. */
function complaintAboutEndpoint(endpoint: string): string | null {
  if (endpoint.length > longestEndpoint) return `Must have at most ${longestEndpoint} characters.`
  const url = URL.parse(endpoint)
  if (url?.protocol !== 'https:') return 'Must be an https address.'
  if (url.username || url.password) return 'Must not contain a user or a password.'
  const host = url.hostname.replace(/\.$/, '')
  // Push services have public names. Numbers in whatever form are addresses, which the parser has written out.
  if (!/\.[a-z][a-z\d-]*$/.test(host) || /\.(local|localhost|internal|lan|home|arpa)$/.test(host))
    return 'Must be at a host with a public name.'
  return null
}

function isBase64Url(text: string, bytes: number): boolean {
  return /^[\w-]+={0,2}$/.test(text) && Buffer.from(text, 'base64url').length === bytes
}

/** A message that calls somebody who does not look. */
export type Call = {
  login: string
  roomId: string
  messageId: string
  /** The message's in the topic of its room. */
  seq: number
  sentAt: Date
  author: string
  /** Null for a direct room. */
  roomName: string | null
  text: string
}

/** Characters of a text, as a person counts them, that a push carries: it says no more than the screen. */
const shownCharacters = 120

/** What the service worker shows, with a sound or without. `name` is the author's. */
export function callBody({ roomId, messageId, roomName, text }: Call, name: string, sound: boolean): string {
  const characters = [...text]
  const body = characters.length > shownCharacters ? `${characters.slice(0, shownCharacters).join('')}…` : text
  const title = roomName === null ? name : `${name} · ${roomName}`
  return JSON.stringify({ room: roomId, title, body, sound, path: `/chat/${roomId}/${messageId}` })
}

/** What the service worker takes back. */
export const readBody = (roomId: string): string => JSON.stringify({ read: roomId })
