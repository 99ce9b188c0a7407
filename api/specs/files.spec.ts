import { randomBytes, randomUUID } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { parleyHere } from './harness.ts'
import { followRoom, pageOf } from './room-reader.ts'
import { createUploading } from './uploading.ts'
import { until } from './waiting.ts'

const parley = parleyHere({ MAX_FILE_BYTES: '2000000', FILE_QUOTA_BYTES: '5000000' })

type Attachment = {
  id: string
  name: string
  type: string
  size: number
  width: number | null
  height: number | null
  url: string
  thumbnailUrl: string | null
}
const fields = 'attachments { id name type size width height url thumbnailUrl }'
type Sent = { message: { id: string; attachments: Attachment[] } }

const someone = async (login = 'jimmy.solid') => {
  const agent = await parley.agent(login)
  return Object.assign(
    agent,
    createUploading(() => parley.url, agent),
  )
}
const sendFiles = (agent: Agent, attachmentIds: string[], more: object = {}) =>
  agent.does<Sent>('sendMessage', `message { id ${fields} }`, { text: '', attachmentIds, ...more })
const aPhoto = (width = 900, height = 600) => sharp({ create: { width, height, channels: 3, background: '#336699' } })
const first = <T>([one]: T[]): T => {
  if (one === undefined) throw new Error('There is nothing')
  return one
}

describe('an upload', () => {
  test('that was cut MUST go on where it stopped, and the file be what was sent, whole and in ranges', async () => {
    const [jimmy, danny] = [await someone(), await someone('danny.solid')]
    const content = randomBytes(900_000)
    const path = await jimmy.place(content.length, 'tarif.bin')
    // What arrived is kept, also the part of a chunk.
    await jimmy.sendAndLeave(path, content.subarray(0, 700_000), content.length, () =>
      until('two chunks have arrived', async () => (await jimmy.received(path)) >= 2 * 262_144),
    )
    const before = await until('the rest of what arrived is kept', async () => {
      const offset = await jimmy.received(path)
      return offset > 2 * 262_144 && offset
    })
    expect(before).toBeLessThanOrEqual(700_000)
    expect((await jimmy.append(path, 0, content.subarray(0, 1_000))).status).toBe(409)
    const done = await jimmy.append(path, before, content.subarray(before))
    expect([done.status, done.headers.get('upload-offset')]).toEqual([204, '900000'])

    const id = path.split('/').at(-1) ?? ''
    const { message } = await sendFiles(jimmy, [id])
    const file = first(message.attachments)
    expect(file).toMatchObject({ name: 'tarif.bin', size: 900_000, type: 'application/octet-stream', width: null })
    const whole = await danny.gets(file.url)
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true)
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-length': '900000',
      'content-disposition': `attachment; filename="tarif.bin"; filename*=UTF-8''tarif.bin`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'accept-ranges': 'bytes',
    })
    expect(whole.headers.get('cache-control')).toMatch(/^private, .*immutable$/)
    const part = await danny.gets(file.url, { range: 'bytes=262000-262499' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 262000-262499/900000'])
    expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(262_000, 262_500))).toBe(true)
    const beyond = await danny.gets(file.url, { range: 'bytes=900000-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */900000'])
    const etag = whole.headers.get('etag') ?? ''
    expect((await danny.gets(file.url, { 'if-none-match': etag })).status).toBe(304)
    expect((await danny.gets(file.url, { range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200)
    const head = await danny.gets(file.url, {}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '900000', ''])
  })

  test('MUST be refused with a code where the protocol, the size, the quota or the room does not allow it', async () => {
    const [jimmy, admin] = [await someone(), await someone('admin')]
    const refused = async (asking: Promise<Response>) => {
      const response = await asking
      const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] }
      return [response.status, first(errors).extensions.code]
    }
    expect(await refused(jimmy.begin(2_000_001, 'a'))).toEqual([413, 'FILE_TOO_LARGE'])
    expect(await refused(jimmy.begin(0, 'a'))).toEqual([400, 'INVALID_INPUT'])
    expect(await refused(jimmy.begin(10, 'a', 'no-such-room'))).toEqual([404, 'UNKNOWN_ROOM'])
    expect(await refused(jimmy.send('/files', 'POST', { 'tus-resumable': '0.2.2' }))).toEqual([412, 'BAD_REQUEST'])
    expect(await refused(jimmy.send('/files', 'POST', { 'upload-length': '5' }))).toEqual([400, 'BAD_REQUEST'])
    expect(await refused(jimmy.send('/files', 'PUT'))).toEqual([405, 'BAD_REQUEST'])
    const path = await jimmy.place(10, 'a')
    expect(await refused(jimmy.send(path, 'PATCH', { 'upload-offset': '0' }, Buffer.from('x')))).toEqual([
      415,
      'BAD_REQUEST',
    ])
    expect(await refused(jimmy.append(path, 0, Buffer.alloc(11)))).toEqual([413, 'FILE_TOO_LARGE'])
    expect((await jimmy.send(path, 'DELETE')).status).toBe(204)
    expect((await jimmy.send(path, 'HEAD')).status).toBe(404)

    const [one, two] = [await admin.place(2_000_000, 'a'), await admin.place(2_000_000, 'b')]
    expect(await refused(admin.begin(1_500_000, 'c'))).toEqual([413, 'FILE_QUOTA_EXCEEDED'])
    expect(await admin.ask('{ fileLimits { maxBytes quotaBytes usedBytes } }')).toEqual({
      fileLimits: { maxBytes: 2_000_000, quotaBytes: 5_000_000, usedBytes: 4_000_000 },
    })
    for (const begun of [one, two]) await admin.send(begun, 'DELETE')
    const about = await fetch(`${parley.url}/files`, { method: 'OPTIONS' })
    expect(Object.fromEntries(about.headers)).toMatchObject({
      'tus-version': '1.0.0',
      'tus-extension': 'creation,termination',
      'tus-max-size': '2000000',
    })
  })
})

describe('who may read a file', () => {
  test('a file of a closed room MUST not exist for others in any way, and no more for whoever is removed', async () => {
    const [jimmy, danny, admin] = [await someone(), await someone('danny.solid'), await someone('admin')]
    const { room } = await jimmy.does<{ room: { id: string } }>('createRoom', 'room { id }', {
      name: 'Secrets',
      kind: 'CLOSED',
      logins: ['danny.solid'],
    })
    const id = await jimmy.uploads(await aPhoto().png().toBuffer(), 'plan.png', room.id)
    const path = `/files/${id}`
    // Not sent yet: its author's alone.
    expect((await danny.gets(`${path}/plan.png`)).status).toBe(404)
    expect((await jimmy.gets(`${path}/plan.png`)).status).toBe(200)
    const theft = { text: 'mine', attachmentIds: [id] }
    for (const roomId of [room.id, 'general'])
      expect(await danny.isRefused('sendMessage', { ...theft, roomId })).toMatchObject({
        fields: [{ path: 'attachmentIds' }],
      })
    expect(await jimmy.isRefused('sendMessage', theft)).toMatchObject({ fields: [{ path: 'attachmentIds' }] })

    const clientId = '7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e01'
    const { message } = await sendFiles(jimmy, [id], { roomId: room.id, clientId })
    const { url, thumbnailUrl } = first(message.attachments)
    // A lost answer is asked for again.
    expect((await sendFiles(jimmy, [id], { roomId: room.id, clientId })).message.id).toBe(message.id)
    expect(await jimmy.isRefused('sendMessage', { ...theft, roomId: room.id })).toMatchObject({ code: 'INVALID_INPUT' })
    for (const address of [url, thumbnailUrl ?? '', path, `${path}/x`, `${path}?thumbnail`]) {
      expect((await danny.gets(address)).status, address).toBe(200)
      for (const method of ['GET', 'HEAD']) expect((await admin.gets(address, {}, method)).status, address).toBe(404)
      expect((await fetch(new URL(address, parley.url))).status, address).toBe(401)
    }
    const begun = await jimmy.place(10, 'a', room.id)
    for (const place of [path, begun])
      for (const outsider of [danny, admin]) {
        expect((await outsider.send(place, 'HEAD')).status).toBe(404)
        expect((await outsider.append(place, 0, Buffer.from('x'))).status).toBe(404)
        expect((await outsider.send(place, 'DELETE')).status).toBe(404)
      }
    expect((await jimmy.send(path, 'DELETE')).status).toBe(404)
    const { errors } = await admin.operation('query ($id: ID!) { upload(id: $id) { name } }', { id })
    expect(errors?.[0]?.extensions.code).toBe('UNKNOWN_FILE')

    await jimmy.does('removeMember', 'room { id }', { roomId: room.id, login: 'danny.solid' })
    for (const address of [url, thumbnailUrl ?? '']) {
      expect((await danny.gets(address)).status).toBe(404)
      expect((await danny.gets(address, { range: 'bytes=0-1' })).status).toBe(404)
    }
    expect((await danny.begin(10, 'a', room.id)).status).toBe(404)
  })

  test('the cookie of a log-in MUST be good for reading alone, and end with the session', async () => {
    const jimmy = await someone()
    const id = await jimmy.uploads(Buffer.from('hello'), 'a.txt')
    const { message } = await sendFiles(jimmy, [id])
    const { url } = first(message.attachments)
    const login = async () => {
      const query =
        'mutation { login(input: { login: "danny.solid", password: "secret" }) { ... on LoginSuccess { accessToken } } }'
      const response = await fetch(`${parley.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      })
      const cookies = response.headers.getSetCookie()
      const { data } = (await response.json()) as { data: { login: { accessToken: string } } }
      return { cookies, token: data.login.accessToken }
    }
    const { cookies, token } = await login()
    const cookie = cookies.find((one) => one.startsWith('parley_files=')) ?? ''
    expect(cookie).toMatch(/; Path=\/files; HttpOnly; SameSite=Strict; Expires=/)
    const pair = cookie.split(';', 1)[0] ?? ''
    const read = (headers: Record<string, string>) => fetch(new URL(url, parley.url), { headers })
    expect(await (await read({ cookie: pair })).text()).toBe('hello')
    expect((await read({ cookie: `parley_files=x; ${pair}` })).status).toBe(200)
    expect((await read({ cookie: 'parley_files=x' })).status).toBe(401)
    const written = await fetch(`${parley.url}/files`, {
      method: 'POST',
      headers: {
        cookie: pair,
        'tus-resumable': '1.0.0',
        'upload-length': '1',
        'upload-metadata': 'roomId Z2VuZXJhbA==',
      },
    })
    expect(written.status).toBe(401)
    await parley.bearer(token).ask('mutation { logout }')
    await until('the cookie is good for nothing', async () => (await read({ cookie: pair })).status === 401)
  })
})

/** The files of the room of everybody, the newest first: their names and the texts of their messages. */
async function listed(agent: Agent, args = '', roomId = 'general'): Promise<string[]> {
  type Files = { edges: { node: { attachment: { name: string }; message: { text: string } } }[] }
  const query = `query ($id: ID!) { room(id: $id) { files${args} { edges { node { attachment { name } message { text } } } } } }`
  const { room } = await agent.ask<{ room: { files: Files } }>(query, { id: roomId })
  return room.files.edges.map(({ node }) => `${node.attachment.name} of ${node.message.text}`)
}

describe('the picture of an agent', () => {
  test('MUST be told to the others, and be read by whoever is signed in, at an address of its own', async () => {
    const [jimmy, danny] = [await someone(), await someone('danny.solid')]
    type Pictured = { agent: { login: string; avatar: string | null } }
    const told = danny.followsQuery('subscription { presenceChanged { agent { login avatar } } }', (data) => {
      const { login, avatar } = (data.presenceChanged as Pictured).agent
      return { text: `${login} ${avatar}` }
    })
    await until('danny hears of jimmy', async () => {
      await jimmy.does('setStatus', 'agent { login }', { text: 'Look' })
      return told.heard.some(({ text }) => text === 'jimmy.solid null')
    })
    const image = await aPhoto().png().toBuffer()
    const change = async () => {
      const uploadId = await jimmy.uploads(image, 'me.png')
      const { agent } = await jimmy.does<Pictured>('changePicture', 'agent { avatar }', { uploadId })
      return agent.avatar ?? ''
    }
    const first = await change()
    await until('danny was told', () => told.heard.some(({ text }) => text === `jimmy.solid ${first}`))
    const query = '{ me { avatar small: avatar(small: true) } }'
    const { me } = await jimmy.ask<{ me: { avatar: string; small: string } }>(query)
    expect(me.avatar).toBe(first)
    for (const [address, width] of [
      [me.avatar, 256],
      [me.small, 96],
    ] as const) {
      const answer = await danny.gets(address)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'same-origin',
      })
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width, height: width })
      const etag = answer.headers.get('etag') ?? ''
      expect((await danny.gets(address, { 'if-none-match': etag })).status).toBe(304)
      const head = await danny.gets(address, {}, 'HEAD')
      expect([head.status, head.headers.get('content-length')]).toEqual([200, `${bytes.length}`])
      expect((await fetch(new URL(address, parley.url))).status).toBe(401)
    }
    const second = await change()
    expect(second).not.toBe(first)
    expect((await danny.gets(first)).status).toBe(404)
    for (const other of ['x', randomUUID()]) expect((await danny.gets(`/files/pictures/${other}`)).status).toBe(404)
    await jimmy.does<Pictured>('removePicture', 'agent { avatar }', { login: 'jimmy.solid' })
    await until(
      'danny was told',
      () => told.heard.findLast(({ text }) => text.startsWith('jimmy'))?.text === 'jimmy.solid null',
    )
    expect((await danny.gets(second)).status).toBe(404)
  })
})

describe('a message with files', () => {
  test('MUST be found by the names of its files, the moment it is sent and after an edit, and by no phrase across them', async () => {
    const [jimmy, danny] = [await someone(), await someone('danny.solid')]
    const { room } = await jimmy.does<{ room: { id: string } }>('openDirectRoom', 'room { id }', {
      logins: ['danny.solid'],
    })
    const found = async (query: string) => {
      type Hits = { searchMessages: { edges: { node: { message: { id: string } } }[] } }
      const asked = 'query ($q: String!) { searchMessages(query: $q) { edges { node { message { id } } } } }'
      const { searchMessages } = await danny.ask<Hits>(asked, { q: query })
      return searchMessages.edges.map(({ node }) => node.message.id)
    }
    const names = ['Wąskotorówka-2026 final.txt', 'przegląd.txt']
    const ids: string[] = []
    for (const name of names) ids.push(await jimmy.uploads(Buffer.from(name), name, room.id))
    const { message } = await sendFiles(jimmy, ids, { roomId: room.id, text: 'for @danny.solid' })
    for (const query of ['waskotor', 'final przeglad', '"2026 final"'])
      expect([query, await found(query)]).toEqual([query, [message.id]])
    expect(await found('"txt przegląd"')).toEqual([])
    await jimmy.does('editMessage', 'message { id }', { messageId: message.id, text: 'here' })
    expect(await found('waskotor here')).toEqual([message.id])
    await jimmy.does('deleteMessage', 'message { id }', { messageId: message.id })
    expect(await found('waskotor')).toEqual([])
  })

  test('MUST stand among the files of its room, newest first, page by page and by kind, for members alone', async () => {
    const [jimmy, danny, admin] = [await someone(), await someone('danny.solid'), await someone('admin')]
    const { room } = await jimmy.does<{ room: { id: string } }>('createRoom', 'room { id }', {
      name: 'Papers',
      kind: 'OPEN',
      logins: ['danny.solid'],
    })
    for (const name of ['a.txt', 'b.png', 'c.txt']) {
      const content = name.endsWith('.png') ? await aPhoto(60, 40).png().toBuffer() : Buffer.from(name)
      const id = await jimmy.uploads(content, name, room.id)
      await sendFiles(jimmy, [id], { roomId: room.id, text: name.slice(0, 1) })
    }
    await jimmy.uploads(Buffer.from('unsent'), 'unsent.txt', room.id)
    expect(await listed(danny, '', room.id)).toEqual(['c.txt of c', 'b.png of b', 'a.txt of a'])
    expect(await listed(danny, '(kind: IMAGE)', room.id)).toEqual(['b.png of b'])
    expect(await listed(danny, '(kind: OTHER, first: 1)', room.id)).toEqual(['c.txt of c'])
    type Page = { room: { files: { pageInfo: { endCursor: string; hasNextPage: boolean } } } }
    const { room: read } = await danny.ask<Page>(
      'query ($id: ID!) { room(id: $id) { files(first: 2) { pageInfo { endCursor hasNextPage } } } }',
      { id: room.id },
    )
    expect(read.files.pageInfo.hasNextPage).toBe(true)
    expect(await listed(danny, `(after: "${read.files.pageInfo.endCursor}")`, room.id)).toEqual(['a.txt of a'])
    const { errors } = await admin.operation(`{ room(id: "${room.id}") { files { edges { cursor } } } }`)
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  test('MUST bring them in history, live and in search, and take them along when it is deleted', async () => {
    const [jimmy, danny] = [await someone(), await someone('danny.solid')]
    const { changesAfter } = await pageOf(danny, 'general')
    const ids = [await jimmy.uploads(Buffer.from('one'), '1.txt'), await jimmy.uploads(Buffer.from('two'), '2.txt')]
    const { message } = await sendFiles(jimmy, ids.toReversed(), { text: 'quetzal papers' })
    const names = ['2.txt', '1.txt']
    expect(message.attachments.map(({ name }) => name)).toEqual(names)
    type Shown = { message: { text: string; attachments: { name: string }[] } }
    const query = `subscription ($after: Cursor) { roomChanged(roomId: "general", after: $after) { cursor node { __typename
      ... on MessageSent { message { text attachments { name } } } ... on MessageEdited { message { text attachments { name } } }
      ... on MessageDeleted { message { text attachments { name } } } } } }`
    const live = danny.followsQuery(
      query,
      (data) => {
        const { cursor, node } = data.roomChanged as { cursor: string; node: Shown & { __typename: string } }
        const { text, attachments } = node.message
        return { cursor, text: `${node.__typename} ${text} ${attachments.map(({ name }) => name)}` }
      },
      { after: changesAfter },
    )
    await jimmy.does('editMessage', 'message { id }', { messageId: message.id, text: 'quetzal' })
    await jimmy.does('editMessage', 'message { id }', { messageId: message.id, text: ' ' })
    const found = async (search: string) => {
      type Hits = { searchMessages: { edges: { node: { message: { id: string } } }[] } }
      const { searchMessages } = await danny.ask<Hits>(
        'query ($q: String!) { searchMessages(query: $q) { edges { node { message { id } } } } }',
        { q: search },
      )
      return searchMessages.edges.map(({ node }) => node.message.id)
    }
    await jimmy.does('editMessage', 'message { id }', { messageId: message.id, text: 'quetzal' })
    await jimmy.sends('quetzal without')
    expect(await found('quetzal has:file')).toEqual([message.id])
    expect(await listed(danny)).toEqual(expect.arrayContaining(names.map((name) => `${name} of quetzal`)))
    const { found: read } = await danny.ask<{ found: Shown['message'] }>(
      'query ($id: ID!) { found: message(id: $id) { text attachments { name } } }',
      { id: message.id },
    )
    expect(read.attachments.map(({ name }) => name)).toEqual(names)

    await jimmy.does('deleteMessage', 'message { attachments { id } }', { messageId: message.id })
    await live.hasHeard(6)
    expect(live.heard.map(({ text }) => text).slice(0, 1)).toEqual(['MessageSent quetzal papers 2.txt,1.txt'])
    expect(live.heard.at(-1)?.text).toBe('MessageDeleted  ')
    for (const { url } of message.attachments) expect((await danny.gets(url)).status).toBe(404)
    expect((await listed(danny)).filter((one) => names.some((name) => one.startsWith(name)))).toEqual([])
    expect(await found('has:file from:jimmy.solid')).not.toContain(message.id)
    const { sql } = parley.database.db
    const [left] = await sql<{ rows: number }[]>`
      select ((select count(*) from file where id = any(${ids}::uuid[]))
        + (select count(*) from file_chunk where content_id = any(${ids}::uuid[]))
        + (select count(*) from feed_entry where body::text like ${`%${first(ids)}%`}))::int as rows`
    expect(left?.rows).toBe(0)
    const replay = followRoom(danny, 'general', { after: changesAfter })
    await replay.hasHeard(6)
    expect(await jimmy.isRefused('sendMessage', { text: '', attachmentIds: [] })).toMatchObject({
      fields: [{ path: 'text' }],
    })
  })
})

/** A PNG that says it is of this size, and has a megabyte of nothing. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    checksum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, checksum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const data = deflateSync(Buffer.alloc(1_000_000))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

describe('what a file is', () => {
  const upload = async (content: Buffer, name: string) => {
    const jimmy = await someone()
    const id = await jimmy.uploads(content, name)
    const { message } = await sendFiles(jimmy, [id])
    const file = first(message.attachments)
    return { file, response: await jimmy.gets(file.url), jimmy }
  }

  test('an image MUST have the size and the thumbnail in which it is shown, without place and time', async () => {
    const photo = await aPhoto(900, 600)
      .jpeg()
      .withExif({ IFD0: { Make: 'SecretCamera' }, IFD3: { GPSLatitude: '52/1 13/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const { file, response, jimmy } = await upload(photo, 'holiday.png')
    expect(file).toMatchObject({ type: 'image/jpeg', width: 600, height: 900, name: 'holiday.png' })
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(response.headers.get('content-disposition')).toMatch(/^inline;/)
    const thumbnail = await jimmy.gets(file.thumbnailUrl ?? '')
    expect(thumbnail.headers.get('content-type')).toBe('image/webp')
    const bytes = Buffer.from(await thumbnail.arrayBuffer())
    expect(bytes).toHaveLength(Number(thumbnail.headers.get('content-length')))
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 360, height: 540 })
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  })

  test('hostile and broken files MUST be of the type of their content, never be shown in place, and harm nobody', async () => {
    const photo = await aPhoto(300, 200).jpeg().toBuffer()
    const cases: [string, Buffer, string][] = [
      ['page.png', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/plain'],
      ['logo.svg', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'text/plain'],
      ['bomb.png', bomb(60_000, 60_000), 'image/png'],
      ['half.jpg', photo.subarray(0, photo.length / 2), 'image/jpeg'],
      ['noise.webp', randomBytes(5_000), 'application/octet-stream'],
    ]
    for (const [name, content, type] of cases) {
      const { file, response } = await upload(content, name)
      expect(file, name).toMatchObject({ type, width: null, height: null, thumbnailUrl: null })
      expect(response.headers.get('content-disposition'), name).toMatch(/^attachment;/)
      expect(Buffer.from(await response.arrayBuffer()).equals(content), name).toBe(true)
    }
    const { file } = await upload(photo, 'good.jpg')
    expect(file).toMatchObject({ width: 300, height: 200 })
  })

  test('a name MUST be kept without what could disguise it or end a header, and arrive as it is kept', async () => {
    const { file, response } = await upload(Buffer.from('x'), '../a "żółć"\r\nSet-Cookie: x=1 \u202efdp.exe')
    const kept = 'a "żółć"Set-Cookie: x=1 fdp.exe'
    expect(file.name).toBe(kept)
    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toBeNull()
    const encoded = /filename\*=UTF-8''(\S+)$/.exec(response.headers.get('content-disposition') ?? '')?.[1]
    expect(decodeURIComponent(encoded ?? '')).toBe(kept)
  })
})
