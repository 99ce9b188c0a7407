import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveFiles } from './static-files.ts'

let directory: string
const server = createServer((request, response) => files.app(request, response))
let files: ReturnType<typeof serveFiles>
const script = (name: string) => join(directory, 'assets', name)
const get = (path: string, headers = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers })

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-files-'))
  await mkdir(join(directory, 'assets'))
  await writeFile(join(directory, 'index.html'), '<base href="/">')
  await writeFile(join(directory, 'graphiql.html'), '<base href="/">')
  for (const name of ['here.js', 'gone.js']) await writeFile(script(name), 'const n = 1')
  files = serveFiles(directory)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(async () => {
  server.close()
  await rm(directory, { recursive: true })
})

test('a file that has gone since the start MUST cost its request alone', async () => {
  await rm(script('gone.js'))
  await expect(get('/assets/gone.js').then((response) => response.text())).rejects.toThrow()
  expect(await (await get('/assets/here.js')).text()).toBe('const n = 1')
})

test.each(['bytes=5-2', 'bytes=99-', 'bytes=-', 'nonsense'])(
  'a range as %s MUST be answered with the whole',
  async (range) => {
    const response = await get('/assets/here.js', { range })
    expect([response.status, await response.text()]).toEqual([200, 'const n = 1'])
  },
)
