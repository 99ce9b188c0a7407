import { createHmac, randomBytes } from 'node:crypto'
import type { Db, Tx } from '../db/db.ts'
import * as store from './store.ts'

export type Trade = { session: store.SessionRow; refreshToken: string }

export type RefreshTokens = {
  /** The first refresh token of a new session. */
  first(tx: Tx, sessionId: string): Promise<string>
  /**
   * Trades a refresh token for its successor. The same token again within the grace gives the same successor, since the
   * answer may have been lost or several tabs may have asked at once. After the grace it ends the session: either the
   * owner or a thief holds the successor, and nothing tells them apart. Null when the token or its session has ended.
   *
   * Of several, which a browser sends that has cookies for several paths, the first good one is traded, and the others
   * end nothing.
   */
  trade(tokens: readonly string[]): Promise<Trade | null>
}

/** Seconds in which a traded token may be traded again. */
const grace = 30
/** How many trades of one session may lie between a repeated token and the newest one. */
const longestChain = 20
/** How many refresh tokens of one request are looked up. */
const maxPresented = 8

/** `key` is secret, and the same on all processes of a database. */
export function createRefreshTokens(deps: { db: Db; key: Uint8Array; now: () => Date }): RefreshTokens {
  const { db, key, now } = deps
  // A successor is derived from its predecessor, so that it can be given again although only digests are stored, and
  // there is one chain: two holders of one token cannot go on side by side without being noticed.
  const successorOf = (token: string) => createHmac('sha256', key).update(`refresh token ${token}`).digest('base64url')

  /** The session alone where the token was traded before the grace. */
  const tradeIn = async (tx: Tx, presented: string): Promise<Trade | { session: store.SessionRow } | null> => {
    // All trades of a session wait here for each other, whichever of its tokens they present.
    const session = await store.lockSessionOf(tx, presented)
    if (!session || session.revokedAt || session.expiresAt <= now()) return null
    let token = presented
    for (let step = 0; step < longestChain; step++) {
      const state = await store.refreshTokenState(tx, token, grace)
      if (state === 'unused') {
        if (token !== presented) return { session, refreshToken: token }
        await store.markTraded(tx, token)
        const refreshToken = successorOf(token)
        await store.insertRefreshToken(tx, session.id, refreshToken)
        return { session, refreshToken }
      }
      if (state !== 'traded just now') break
      token = successorOf(token)
    }
    return { session }
  }

  return {
    first: async (tx, sessionId) => {
      const token = randomBytes(32).toString('base64url')
      await store.insertRefreshToken(tx, sessionId, token)
      return token
    },
    trade: async (tokens) => {
      const repeated: store.SessionRow[] = []
      for (const token of tokens.slice(0, maxPresented)) {
        const traded = await db.transaction((tx) => tradeIn(tx, token))
        if (traded && 'refreshToken' in traded) return traded
        if (traded) repeated.push(traded.session)
      }
      for (const { id, login, expiresAt } of repeated)
        await store.revokeSession(db.sql, { id, login, expiresAt }, now())
      return null
    },
  }
}
