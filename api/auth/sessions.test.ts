import { randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAudit } from '../audit/service.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { portalClaims, signHmac } from '../specs/issuer.ts'
import { seedAgents } from './demo.ts'
import { createCredentialCheck } from './log-in.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { signingKey } from './store.ts'
import { createTokens } from './tokens.ts'

const logger = pino({ level: 'silent' })
const portalSecret = 'a secret that the old portal knows'
const claimRules = { login: [], name: [], role: [], adminRoles: ['ADMIN'], serviceRoles: ['SERVICE'] }
const hour = 3_600_000

let database: TestDatabase
let clock: number
const now = () => new Date(clock)

beforeAll(async () => {
  database = await testDatabase()
  await seedAgents(database.db)
})
afterAll(() => database.drop())
beforeEach(() => {
  clock = Date.now()
})

/** The sessions of one process; all processes share the database. */
async function process(): Promise<Sessions> {
  const { db } = database
  const key = await db.transaction((tx) => signingKey(tx, randomUUID()))
  const tokens = createTokens({
    signingKey: key,
    portalSecret,
    external: null,
    claimRules,
    lifetime: 3_600,
    now,
    logger,
  })
  const audit = createAudit({ db, now, onLost: (error) => expect.unreachable(String(error)) })
  const checkCredentials = createCredentialCheck(db)
  const lifetime = 7 * 86_400
  return createSessions({ db, tokens, signingKey: key, now, newId: randomUUID, lifetime, checkCredentials, audit })
}
const jimmy = { login: 'jimmy.solid', password: 'secret' }
const refused = { code: 'UNAUTHENTICATED' }
const over = { code: 'SESSION_EXPIRED' }

describe('a session', () => {
  test('MUST be good on every process, and over on all within a second of logging out', async () => {
    const [here, there] = [await process(), await process()]
    const { accessToken } = await here.login(jimmy, 'ip')
    const viewer = await there.authenticate(accessToken)
    expect(viewer).toMatchObject({ login: 'jimmy.solid', role: 'AGENT' })
    await here.logout(viewer)
    await expect(here.authenticate(accessToken)).rejects.toMatchObject(refused)
    clock += 1_000
    await expect(there.authenticate(accessToken)).rejects.toMatchObject(refused)
    expect(await there.recheck([viewer])).toEqual([null])
  })

  test('MUST be renewed until its own end, however often, and no longer', async () => {
    const sessions = await process()
    let { refreshToken, refreshUntil } = await sessions.login(jimmy, 'ip')
    const end = refreshUntil.getTime()
    while (clock + hour * 12 < end) {
      clock += hour * 12
      ;({ refreshToken, refreshUntil } = await sessions.refresh(refreshToken))
      expect(refreshUntil.getTime()).toBe(end)
    }
    clock = end + 1
    await expect(sessions.refresh(refreshToken)).rejects.toMatchObject(over)
  })

  test('MUST follow the rights of its agent as they are now, and end with the agent', async () => {
    const sessions = await process()
    const { db } = database
    await db.sql`insert into agent (login, name, password_hash)
      select 'eve', 'Eve', password_hash from agent where login = 'jimmy.solid'`
    const { accessToken, refreshToken } = await sessions.login({ login: 'eve', password: 'secret' }, 'ip')
    const viewer = await sessions.authenticate(accessToken)
    await db.sql`update agent set role = 'ADMIN' where login = 'eve'`
    expect(await sessions.recheck([viewer])).toMatchObject([{ role: 'ADMIN' }])
    clock += 1_000
    expect(await sessions.authenticate(accessToken)).toMatchObject({ role: 'ADMIN' })
    await db.sql`delete from agent where login = 'eve'`
    clock += 1_000
    await expect(sessions.authenticate(accessToken)).rejects.toMatchObject(refused)
    await expect(sessions.refresh(refreshToken)).rejects.toMatchObject(over)
  })
})

describe('a refresh token', () => {
  test('used again within the grace MUST give the same successor, on every process, however often', async () => {
    const [here, there] = [await process(), await process()]
    const first = await here.login(jimmy, 'ip')
    const second = await here.refresh(first.refreshToken)
    for (const sessions of [here, there, here]) {
      const again = await sessions.refresh(first.refreshToken)
      expect(again.refreshToken).toBe(second.refreshToken)
      await there.authenticate(again.accessToken)
    }
  })

  test('used again within the grace MUST give the newest token where its successor was traded, too', async () => {
    const sessions = await process()
    const first = await sessions.login(jimmy, 'ip')
    const second = await sessions.refresh(first.refreshToken)
    const third = await sessions.refresh(second.refreshToken)
    expect((await sessions.refresh(first.refreshToken)).refreshToken).toBe(third.refreshToken)
  })

  test('used again after the grace MUST end its whole session, whoever holds the successor', async () => {
    const sessions = await process()
    const first = await sessions.login(jimmy, 'ip')
    const second = await sessions.refresh(first.refreshToken)
    await sessions.authenticate(second.accessToken)
    await database.db.sql`update refresh_token set used_at = used_at - interval '31 seconds'`
    await expect(sessions.refresh(first.refreshToken)).rejects.toMatchObject(over)
    await expect(sessions.refresh(second.refreshToken)).rejects.toMatchObject(over)
    clock += 1_000
    await expect(sessions.authenticate(second.accessToken)).rejects.toMatchObject(refused)
  })

  test('MUST NOT have its grace changed by the clock of a process', async () => {
    const sessions = await process()
    const first = await sessions.login(jimmy, 'ip')
    clock += 60_000
    await sessions.refresh(first.refreshToken)
    clock -= 120_000
    await sessions.refresh(first.refreshToken)
  })

  test('used by many at the same instant MUST be traded once, and give all of them the same', async () => {
    const [here, there] = [await process(), await process()]
    const { refreshToken } = await here.login(jimmy, 'ip')
    const trades = await Promise.all([here, there, here, there].map((sessions) => sessions.refresh(refreshToken)))
    expect(new Set(trades.map((trade) => trade.refreshToken)).size).toBe(1)
    const [token] = trades.map((trade) => trade.refreshToken)
    await expect(here.refresh(token ?? '')).resolves.toBeDefined()
  })

  test('MUST NOT lock out the trades of its session that come at the same time with other tokens of it', async () => {
    const sessions = await process()
    const first = await sessions.login(jimmy, 'ip')
    const second = await sessions.refresh(first.refreshToken)
    const tokens = Array.from({ length: 16 }, (_, i) => (i % 2 ? first : second).refreshToken)
    await Promise.all(tokens.map((token) => sessions.refresh(token)))
  })

  test.each([[[]], [['']], [['nonsense', '']]])('%j MUST be refused', async (tokens) => {
    await expect((await process()).refresh(...tokens)).rejects.toMatchObject(over)
  })

  test('that is stale MUST NOT keep a good one beside it from being traded, nor end its session, and alone MUST', async () => {
    const sessions = await process()
    const first = await sessions.login(jimmy, 'ip')
    const other = await sessions.login(jimmy, 'ip')
    await sessions.refresh(other.refreshToken)
    let good = await sessions.refresh(first.refreshToken)
    await database.db.sql`update refresh_token set used_at = used_at - interval '31 seconds'`
    for (const stale of ['nonsense', first.refreshToken, other.refreshToken])
      good = await sessions.refresh(stale, good.refreshToken)
    await sessions.authenticate(good.accessToken)
    await expect(sessions.refresh('nonsense', first.refreshToken)).rejects.toMatchObject(over)
    await expect(sessions.refresh(good.refreshToken)).rejects.toMatchObject(over)
  })
})

describe('logging in', () => {
  test('MUST refuse a wrong password, an unknown login and an agent without a password alike', async () => {
    const sessions = await process()
    await database.db.sql`insert into agent (login, name) values ('passwordless', 'Nobody') on conflict do nothing`
    for (const login of ['jimmy.solid', 'nobody', 'passwordless'])
      await expect(sessions.login({ login, password: 'guess' }, 'ip')).rejects.toMatchObject({
        code: 'INVALID_CREDENTIALS',
        message: 'Login or password is wrong.',
      })
  })

  test('MUST slow down who guesses from one address, known login or not, and nobody else', async () => {
    const sessions = await process()
    const guess = (login: string) => sessions.login({ login, password: 'guess' }, 'guesser').catch(({ code }) => code)
    for (const login of ['jimmy.solid', 'nobody']) {
      const codes = await Promise.all(Array.from({ length: 34 }, () => guess(login)))
      expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(1)
      expect(await guess(login)).toBe('TOO_MANY_ATTEMPTS')
    }
    await expect(sessions.login(jimmy, 'guesser')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    await sessions.login(jimmy, 'home')
    await sessions.login({ login: 'danny.solid', password: 'secret' }, 'guesser')
  }, 60_000)

  test('MUST let the owner in after 31 wrong passwords from the same address, with a delay', async () => {
    const sessions = await process()
    for (let i = 0; i < 31; i++)
      await expect(sessions.login({ login: 'admin', password: 'guess' }, 'proxy')).rejects.toMatchObject({
        code: 'INVALID_CREDENTIALS',
      })
    await sessions.login({ login: 'admin', password: 'admin' }, 'proxy')
  }, 60_000)

  test('MUST refuse what is too much for the queue at once, and let in from another address meanwhile', async () => {
    const sessions = await process()
    const flood = Array.from({ length: 300 }, (_, i) =>
      sessions.login({ login: `invented ${i}`, password: 'guess' }, 'flood').catch(({ code }) => code),
    )
    const own = sessions.login(jimmy, 'home')
    const codes = await Promise.all(flood)
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS').length).toBeGreaterThan(200)
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS').length).toBeGreaterThan(40)
    await own
  }, 60_000)
})

describe('a token of another issuer', () => {
  test('MUST enter whom it names for the first time, and be ended by logging out', async () => {
    const [here, there] = [await process(), await process()]
    const token = await signHmac(portalSecret, portalClaims('petra.portal'))
    const viewer = await here.authenticate(token)
    expect(viewer).toMatchObject({ login: 'petra.portal', role: 'AGENT', roleBy: 'directory' })
    const [row] = await database.db.sql`select name, role from agent where login = 'petra.portal'`
    expect(row).toEqual({ name: 'petra.portal', role: 'AGENT' })
    await here.logout(viewer)
    clock += 1_000
    await expect(there.authenticate(token)).rejects.toMatchObject(refused)
    await there.authenticate(await signHmac(portalSecret, { ...portalClaims('petra.portal'), jti: 'another' }))
  })

  test('that names a role MUST act by it for as long as it lasts', async () => {
    const sessions = await process()
    const token = await signHmac(portalSecret, { ...portalClaims('robot'), role: ['SERVICE'] })
    const viewer = await sessions.authenticate(token)
    expect(viewer).toMatchObject({ role: 'SERVICE', roleBy: 'issuer' })
    expect(await sessions.recheck([viewer])).toMatchObject([{ role: 'SERVICE' }])
  })

  test('MUST NOT be let in, nor let in anybody, by the session of another agent', async () => {
    const [here, there] = [await process(), await process()]
    const { accessToken } = await here.login(jimmy, 'ip')
    const jimmys = await here.authenticate(accessToken)
    const claims = { ...decodeJwt(accessToken), sub: 'danny.solid', unique_name: 'danny.solid', role: ['AGENT'] }
    const forged = await signHmac(portalSecret, claims)
    for (const sessions of [here, there]) await expect(sessions.authenticate(forged)).rejects.toMatchObject(refused)
    const dannys = { ...jimmys, login: 'danny.solid' }
    expect(await here.recheck([jimmys, dannys, jimmys])).toEqual([jimmys, null, jimmys])
    expect(await here.authenticate(accessToken)).toEqual(jimmys)
  })
})

test('the signing key MUST be made once, whoever starts at the same time', async () => {
  const fresh = await testDatabase()
  const keys = await Promise.all(
    Array.from({ length: 8 }, () => fresh.db.transaction((tx) => signingKey(tx, randomUUID()))),
  )
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
  expect(keys[0]).toHaveLength(32)
  await fresh.drop()
})
