import { expect, test } from 'vitest'
import { parleyHere } from './harness.ts'
import { until } from './waiting.ts'

const parley = parleyHere()

type Entry = { action: string; actor: { login: string } | null; subject: string | null; detail: string | null }
const agentFields = 'agent { login name role deactivatedAt status { emoji text } }'
type Changed = { agent: { login: string; name: string; role: string; deactivatedAt: string | null } }
type WithPassword = Changed & { password: string }

const logInAs = async (login: string, password: string): Promise<string> => {
  const query = `mutation ($input: LoginInput!) { login(input: $input) {
    ... on LoginSuccess { accessToken } ... on Error { code } } }`
  const response = await fetch(`${parley.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { login, password } } }),
  })
  const { login: answer } = (await response.json()).data
  return answer.accessToken ?? answer.code
}
const isGood = async (token: string): Promise<boolean> => {
  const response = await fetch(`${parley.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ me { login } }' }),
  })
  return (await response.json()).errors === undefined
}

test('an account MUST live from its creation to its end by the hands of an administrator', async () => {
  const admin = await parley.agent('admin')
  const jimmy = await parley.agent('jimmy.solid')
  const login = 'ewa.new'
  const everybody = async () =>
    (await jimmy.ask<{ agents: { login: string }[] }>('{ agents { login } }')).agents.map((agent) => agent.login)

  const made = await admin.does<WithPassword>('createAgent', `${agentFields} password`, { login, name: ' Ewa New ' })
  expect(made.agent).toMatchObject({ login, name: 'Ewa New', role: 'AGENT', deactivatedAt: null })
  expect(await admin.isRefused('createAgent', { login: 'EWA.new', name: 'Ewa' })).toMatchObject({ code: 'LOGIN_TAKEN' })
  expect((await admin.isRefused('createAgent', { login: 'e w a', name: '', password: 'short' })).fields).toMatchObject([
    { path: 'login' },
    { path: 'name' },
    { path: 'password' },
  ])
  const first = await logInAs(login, made.password)
  expect(await everybody()).toContain(login)

  const wire = await parley.wire({ token: first })
  const reset = await admin.does<WithPassword>('resetPassword', `${agentFields} password`, { login })
  expect(await logInAs(login, made.password)).toBe('INVALID_CREDENTIALS')
  await until('what the old password began is over', async () => !(await isGood(first)))
  expect(await wire.closed()).toMatchObject({ code: 4403 })

  const second = await logInAs(login, reset.password)
  await admin.does('endSessions', agentFields, { login })
  await until('the session is over', async () => !(await isGood(second)))

  const third = await logInAs(login, reset.password)
  const ended = await admin.does<Changed>('deactivateAgent', agentFields, { login })
  expect(ended.agent.deactivatedAt).not.toBeNull()
  await until('the account is over', async () => !(await isGood(third)))
  expect(await logInAs(login, reset.password)).toBe('INVALID_CREDENTIALS')
  expect(await everybody()).not.toContain(login)
  expect(await jimmy.isRefused('openDirectRoom', { logins: [login] })).toMatchObject({ code: 'INVALID_INPUT' })

  await admin.does('activateAgent', agentFields, { login })
  expect(await isGood(await logInAs(login, reset.password))).toBe(true)
  expect(await admin.isRefused('endSessions', { login: 'no\0body' })).toMatchObject({ code: 'UNKNOWN_AGENT' })

  const { auditLog } = await admin.ask<{ auditLog: { edges: { node: Entry }[] } }>(
    'query ($login: ID) { auditLog(subject: $login) { edges { node { action actor { login } subject detail } } } }',
    { login },
  )
  expect(auditLog.edges.map(({ node }) => node.action)).toEqual([
    'AGENT_ACTIVATED',
    'AGENT_DEACTIVATED',
    'SESSIONS_ENDED',
    'PASSWORD_RESET',
    'AGENT_CREATED',
  ])
  expect(auditLog.edges.map(({ node }) => node.actor?.login)).toEqual(Array(5).fill('admin'))
  expect(JSON.stringify(auditLog)).not.toContain(made.password)
})

test('the last administrator MUST stay one, whatever is tried at once', async () => {
  const admin = await parley.agent('admin')
  const input = { login: 'second.admin', name: 'Second', role: 'ADMIN' }
  await admin.does('createAgent', '__typename', input)
  const change = 'mutation ($input: ChangeAgentInput!) { changeAgent(input: $input) { __typename } }'
  const demote = (login: string) => admin.operation(change, { input: { login, role: 'AGENT' } })
  await Promise.all(['second.admin', 'admin'].map(demote))
  const { agents } = await (await parley.agent('jimmy.solid')).ask<{ agents: { login: string; role: string }[] }>(
    '{ agents { login role } }',
  )
  expect(agents.filter(({ role }) => role === 'ADMIN')).toHaveLength(1)
  const { login, password } = { login: 'admin', password: 'admin' }
  const { sql } = parley.database.db
  await sql`update agent set role = 'ADMIN' where login = 'admin'`
  await sql`delete from agent where login = 'second.admin'`
  expect(await logInAs(login, password)).toMatch(/^ey/)
  await until('the role is known', async () => !(await admin.operation('{ auditLog { edges { cursor } } }')).errors)
  expect(await admin.isRefused('changeAgent', { login, role: 'AGENT' })).toMatchObject({ code: 'LAST_ADMINISTRATOR' })
  expect(await admin.isRefused('deactivateAgent', { login })).toMatchObject({ code: 'LAST_ADMINISTRATOR' })
})

test('log-ins MUST be written down, the refused ones of agents there are, and page by page', async () => {
  const admin = await parley.agent('admin')
  await logInAs('danny.solid', 'wrong')
  await logInAs('nobody.at.all', 'wrong')
  await logInAs('danny.solid', 'secret')
  const page = (after: string | null) =>
    admin.ask<{
      auditLog: {
        edges: { node: Entry & { address: string } }[]
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
    }>(
      `query ($after: Cursor) { auditLog(actor: "danny.solid", actions: [LOGGED_IN, LOG_IN_REFUSED], first: 1, after: $after) {
        edges { node { action address } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    )
  await until('the refusal is there', async () => (await page(null)).auditLog.pageInfo.hasNextPage)
  const seen: string[] = []
  let after: string | null = null
  do {
    const { auditLog } = await page(after)
    for (const { node } of auditLog.edges) {
      expect(node.address).toMatch(/127\.0\.0\.1|::1/)
      seen.push(node.action)
    }
    after = auditLog.pageInfo.hasNextPage ? auditLog.pageInfo.endCursor : null
  } while (after)
  expect(seen).toContain('LOG_IN_REFUSED')
  expect(seen).toContain('LOGGED_IN')
  const { auditLog } = await admin.ask<{ auditLog: { edges: unknown[] } }>(
    '{ auditLog(actor: "nobody.at.all") { edges { cursor } } }',
  )
  expect(auditLog.edges).toEqual([])
  const { errors } = await admin.operation('{ auditLog(after: "bm90aGluZw") { edges { cursor } } }')
  expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }])
})

test('what a window says of itself on its socket MUST be told to the others, and be nothing elsewhere', async () => {
  const [danny, jimmy] = [await parley.agent('danny.solid'), await parley.agent('jimmy.solid')]
  type Change = { online: boolean; presence: string; agent: { login: string; presence: string } }
  const watching = jimmy.followsQuery(
    'subscription { presenceChanged { online presence agent { login presence } } }',
    (data) => {
      const { online, presence, agent } = data.presenceChanged as Change
      return { text: `${agent.login} ${online} ${presence} ${agent.presence}` }
    },
  )
  const ofDanny = () => watching.heard.map(({ text }) => text).filter((text) => text.startsWith('danny.solid'))
  await until('somebody watches', async () => {
    await danny.does('setStatus', agentFields, { text: 'Here' })
    return ofDanny().length > 0
  })
  const wire = await parley.wire({ token: danny.token })
  const says = (id: string, idle: boolean) =>
    wire.send({ id, type: 'subscribe', payload: { query: `mutation { setActivity(idle: ${idle}, inSight: true) }` } })
  says('1', true)
  await until('danny is idle', () => ofDanny().at(-1) === 'danny.solid true IDLE IDLE')
  says('2', false)
  await until('danny is back', () => ofDanny().at(-1) === 'danny.solid true ACTIVE ACTIVE')
  expect(await danny.ask('mutation { setActivity(idle: true, inSight: false) }')).toEqual({ setActivity: false })
})

test('what agents say of themselves MUST reach the others at once, and a password be changed by who knows it', async () => {
  const [danny, jimmy] = [await parley.agent('danny.solid'), await parley.agent('jimmy.solid')]
  const watching = jimmy.followsQuery(
    'subscription { presenceChanged { agent { login name status { emoji text } } } }',
    ({ presenceChanged }) => ({ text: JSON.stringify(presenceChanged) }),
  )
  await until('somebody watches', () => watching.connections() === 1)
  const status = { emoji: '🌴', text: 'On holiday', until: new Date(Date.now() + 3_600_000).toISOString() }
  await until('the status has come', async () => {
    await danny.does('setStatus', agentFields, status)
    return watching.heard.some(({ text }) => text.includes('On holiday') && text.includes('danny.solid'))
  })
  const past = { text: 'Gone', until: '2020-01-01T00:00:00Z' }
  expect((await danny.isRefused('setStatus', past)).fields).toMatchObject([{ path: 'until' }])
  const removed = await danny.does<{ agent: { status: unknown } }>('setStatus', agentFields, {})
  expect(removed.agent.status).toBeNull()

  const admin = await parley.agent('admin')
  const { password } = await admin.does<WithPassword>('createAgent', 'password', { login: 'pass.word', name: 'Pass' })
  const [here, elsewhere] = [await logInAs('pass.word', password), await logInAs('pass.word', password)]
  const change = async (current: string, next: string) => {
    const query = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) {
      __typename ... on InvalidInput { fields { path } } } }`
    const response = await fetch(`${parley.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${here}` },
      body: JSON.stringify({ query, variables: { input: { current, next } } }),
    })
    return (await response.json()).data.changePassword
  }
  expect(await change('not it', 'a longer one')).toMatchObject({ fields: [{ path: 'current' }] })
  expect(await change(password, 'short')).toMatchObject({ fields: [{ path: 'next' }] })
  expect(await change(password, 'a longer one')).toMatchObject({ __typename: 'ChangePasswordSuccess' })
  await until('the other session is over', async () => !(await isGood(elsewhere)))
  expect(await isGood(here)).toBe(true)
})

test('a pinned announcement MUST stay in sight until its time is over or it is taken down', async () => {
  const [admin, jimmy] = [await parley.agent('admin'), await parley.agent('jimmy.solid')]
  const pinned = async () =>
    (
      await jimmy.ask<{ pinnedAnnouncements: { id: string; text: string }[] }>(
        '{ pinnedAnnouncements { id text author { login } } }',
      )
    ).pinnedAnnouncements
  const announce = (input: object) =>
    admin.does<{ announcement: { id: string } }>('announce', 'announcement { id }', input)
  await announce({ text: 'Only news' })
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const forAnHour = (await announce({ text: 'For an hour', pinned: true, shownUntil: until })).announcement.id
  const forEver = (await announce({ text: 'For ever', pinned: true })).announcement.id
  expect((await pinned()).map(({ id }) => id)).toEqual([forEver, forAnHour])
  const past = { text: 'x', pinned: true, shownUntil: '2020-01-01T00:00:00Z' }
  expect((await admin.isRefused('announce', past)).fields).toMatchObject([{ path: 'shownUntil' }])

  expect(await jimmy.isRefused('unpinAnnouncement', { id: forEver })).toMatchObject({ code: 'FORBIDDEN' })
  await admin.does('unpinAnnouncement', 'pinnedAnnouncements { id }', { id: forEver })
  await parley.database.db.sql`update pinned_announcement set shown_until = now() - interval '1 second'`
  expect(await pinned()).toEqual([])
})

test('administrators MUST find every room but direct ones, and read none that they are not in', async () => {
  const [admin, jimmy] = [await parley.agent('admin'), await parley.agent('jimmy.solid')]
  const closed = await jimmy.does<{ room: { id: string } }>('createRoom', 'room { id }', {
    name: 'Board of directors',
    kind: 'CLOSED',
  })
  await jimmy.sends('A secret', { roomId: closed.room.id })
  await jimmy.does('openDirectRoom', 'room { id }', { logins: ['danny.solid'] })
  const found = async (search: string) =>
    (
      await admin.ask<{
        allRooms: { edges: { node: { id: string; kind: string; archivedAt: string | null; unreadCount: number } }[] }
      }>(
        'query ($search: String) { allRooms(search: $search) { edges { node { id kind archivedAt unreadCount } } } }',
        { search },
      )
    ).allRooms.edges.map(({ node }) => node)
  expect(await found('directors')).toMatchObject([
    { id: closed.room.id, kind: 'CLOSED', archivedAt: null, unreadCount: 0 },
  ])
  await admin.does('archiveRoom', 'room { id }', { roomId: closed.room.id })
  expect((await found('BOARD'))[0]?.archivedAt).not.toBeNull()
  expect((await found('')).map(({ kind }) => kind)).not.toContain('DIRECT')
  const { errors } = await admin.operation(
    'query ($search: String) { allRooms(search: $search) { edges { node { messages { edges { cursor } } } } } }',
    { search: 'directors' },
  )
  expect(JSON.stringify(errors)).toMatch(/UNKNOWN_ROOM|FORBIDDEN/)
})
