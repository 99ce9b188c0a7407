/**
 * Why a connection ends, as WebSocket close codes (event streams end without one). Those of graphql-ws's own that we send
 * ourselves, the standard's (RFC 6455 7.4.1 and the IANA registry), and ours: 4403 and 4290.
 */
export const closeCodes = {
  /** The server stops or restarts: reconnect. */
  draining: 1012,
  /** A server we need is unavailable: reconnect later. */
  tryAgainLater: 1013,
  /** Takes too little or has too many connections: reconnect later and resume. */
  tooSlow: 4290,
  /** graphql-ws: a message that the protocol does not allow. */
  badRequest: 4400,
  /** The access token was refused or has expired: renew it and reconnect. */
  forbidden: 4403,
  /** graphql-ws: the client does not speak graphql-transport-ws. */
  subprotocolNotAcceptable: 4406,
  /** graphql-ws: a bug on our side. */
  internalServerError: 4500,
} as const

/** As much of a text as a close frame has room for, in whole characters (RFC 6455, 5.5: 125 bytes with the code). */
export function closeReason(text: string): string {
  return new TextDecoder().decode(Buffer.from(text).subarray(0, 123), { stream: true })
}
