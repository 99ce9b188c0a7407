import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { composer, line, log, say } from './chatting.ts'
import { dayFromNow } from './colleague.ts'
import { parleyInBrowser } from './harness.ts'
import { until } from './waiting.ts'

const parley = parleyInBrowser()

const sent = (page: Page, text: string) => line(page, text).locator('time').first().waitFor()
const mutationIn = (body: string): string | undefined => /mutation (\w+)/.exec(body)?.[1]

/** The names of the mutations that the page sends from now on, by the way they go. */
function watchMutations(page: Page) {
  const seen = { bySocket: [] as string[], byHttp: [] as string[], acknowledged: 0 }
  const note = (list: string[], body: string) => {
    const name = mutationIn(body)
    if (name) list.push(name)
  }
  page.on('request', (request) => note(seen.byHttp, request.postData() ?? ''))
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => note(seen.bySocket, String(payload)))
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('"connection_ack"')) seen.acknowledged++
    })
  })
  return seen
}

/** The server's answer to the page's first operation that contains this text never arrives: the socket is cut before. */
async function loseAnswer(page: Page, text: string) {
  const seen = { lost: 0, acknowledged: 0, sent: [] as string[] }
  await page.routeWebSocket('**/graphql', (socket) => {
    const server = socket.connectToServer()
    let awaited: string | null = null
    socket.onMessage((message) => {
      const { id, type } = JSON.parse(String(message)) as { id?: string; type: string }
      const name = type === 'subscribe' ? mutationIn(String(message)) : undefined
      if (name) seen.sent.push(name)
      if (seen.lost === 0 && type === 'subscribe' && id && String(message).includes(text)) awaited = id
      server.send(message)
    })
    server.onMessage((message) => {
      if (String(message).includes('"connection_ack"')) seen.acknowledged++
      if (awaited === null || JSON.parse(String(message)).id !== awaited) return socket.send(message)
      seen.lost++
      awaited = null
      void socket.close({ code: 4000 })
      void server.close()
    })
  })
  return seen
}

test('what an agent does MUST go by the open socket, and what makes or ends a session by HTTP', async () => {
  const page = await parley.visitor()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  const mutations = watchMutations(page)
  await page.getByRole('button', { name: /Jimmy Solid/ }).click()
  await log(page).waitFor()
  await until('the socket is open', () => mutations.acknowledged > 0)
  await say(page, 'By the socket')
  await sent(page, 'By the socket')
  expect(mutations.bySocket).toContain('SendMessage')
  await page.getByRole('button', { name: 'Account of Jimmy Solid' }).filter({ visible: true }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  // What a window says of itself may be said while the socket opens or closes, and is said again then.
  expect(mutations.byHttp.filter((name) => name !== 'SetActivity')).toEqual(['Login', 'Logout'])
})

test('where no socket can be had, mutations MUST go by HTTP', async () => {
  parley.mayFail()
  const page = await parley.visitor()
  await page.routeWebSocket('**/graphql', (socket) => socket.close())
  await page.reload()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  const mutations = watchMutations(page)
  await page.getByRole('button', { name: /Jimmy Solid/ }).click()
  await log(page).waitFor()
  await say(page, 'By plain HTTP')
  await sent(page, 'By plain HTTP')
  expect(mutations.byHttp).toEqual(['Login', 'SendMessage'])
})

test('a message whose answer was lost with the socket MUST be sent again and be there once', async () => {
  parley.mayFail()
  const page = await parley.agent('jimmy.solid')
  const socket = await loseAnswer(page, 'Lost on the way back')
  await page.reload()
  await log(page).waitFor()
  await until('the socket is open', () => socket.acknowledged > 0)
  await say(page, 'Lost on the way back')
  await until('the answer was lost', () => socket.lost)
  await sent(page, 'Lost on the way back')
  await say(page, 'And on')
  await sent(page, 'And on')
  expect(await line(page, 'Lost on the way back').count()).toBe(1)
  const said = await (await parley.colleague('admin')).reads(2)
  expect(said).toEqual(['Lost on the way back', 'And on'])
})

test('an announcement whose answer was lost MUST NOT be repeated by itself, and MUST say that it failed', async () => {
  parley.mayFail()
  const page = await parley.agent('admin', {}, '/notifications')
  const socket = await loseAnswer(page, 'Only once')
  await page.reload()
  await until('the socket is open', () => socket.acknowledged > 0)
  const mutations = watchMutations(page)
  await page.getByRole('button', { name: 'Announce' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tell every agent' })
  await dialog.getByRole('textbox', { name: 'Announcement' }).fill('Only once')
  await dialog.getByRole('button', { name: 'Announce to everybody' }).click()
  await dialog.getByRole('alert').waitFor()
  expect(socket.lost).toBe(1)
  // The list is followed again after the loss, so what a repetition had added would be there.
  const list = page.getByRole('list', { name: 'Notifications, newest first' })
  await list.getByText('Only once').waitFor()
  await (await parley.colleague('jimmy.solid')).sells()
  await list.getByText('Jimmy Solid sold').waitFor()
  expect(await list.getByText('Only once').count()).toBe(1)
  expect(socket.sent.filter((name) => name === 'Announce')).toHaveLength(1)
  expect(mutations.byHttp).not.toContain('Announce')
})

test('a sale whose answer was lost MUST be asked for again at once and end in the one policy', async () => {
  parley.mayFail()
  const page = await parley.agent('jimmy.solid', {}, '/sell/CAR')
  const socket = await loseAnswer(page, 'BuyPolicy')
  await page.reload()
  await until('the socket is open', () => socket.acknowledged > 0)
  const mutations = watchMutations(page)
  await page.getByLabel('Number of claims in last 5 years', { exact: true }).fill('0')
  await page.getByLabel('Policy to', { exact: true }).fill(dayFromNow(100))
  await page.getByRole('button', { name: 'Calculate price' }).click()
  await page.getByRole('link', { name: 'Buy' }).click()
  for (const name of ['First name', 'Last name', 'City', 'Street'])
    await page.getByLabel(name, { exact: true }).fill('Once')
  await page.getByLabel('Tax id', { exact: true }).fill('80010112345')
  await page.getByLabel('Zip code', { exact: true }).fill('00-133')
  await page.getByRole('button', { name: 'Confirm and sell' }).click()
  await page.getByText(/The policy is in force as agreed/).waitFor()
  expect(socket.lost).toBe(1)
  expect(socket.sent.filter((name) => name === 'BuyPolicy')).toHaveLength(1)
  expect(mutations.byHttp).toEqual(['BuyPolicy'])
  await page.goto(`${parley.url}/policies?search=Once`)
  await page.getByText('Once Once').first().waitFor()
  await composer(page).waitFor({ state: 'detached' })
  expect(await page.getByText('Once Once').count()).toBe(1)
})
