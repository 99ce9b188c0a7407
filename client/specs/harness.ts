import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { sharedBrowser } from './browser.ts'
import { type Colleague, logInColleague, loginMutation, passwordOf, timeZone } from './colleague.ts'
import { type Server, startServer } from './server.ts'
import { timeout } from './waiting.ts'

export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

export type Look = { size?: keyof typeof sizes; scheme?: 'light' | 'dark' }

/** Parley with a browser before it. */
export type Parley = {
  readonly url: string
  readonly server: Server
  /** A browser of its own in which nobody is signed in, at this path. */
  visitor(look?: Look, path?: string): Promise<Page>
  /** A browser of its own whose agent signed in earlier, at this path. */
  agent(login: string, look?: Look, path?: string): Promise<Page>
  colleague(login: string): Promise<Colleague>
  /** For a test that takes the server or the network away: its pages may tell the console of requests that failed. */
  mayFail(): void
  /** In this test the page of this path is answered with 404, which the browser complains about. */
  isMissing(path: string): void
}

/**
 * One server for the tests of a file; `variables` are of its environment. After each test its pages are closed, and it
 * fails when one of them wrote an error to the console, broke its content security policy or got no good answer to a
 * request.
 */
export function parleyInBrowser(variables: Record<string, string> = {}): Parley {
  let server: Server
  let browser: Browser
  let failuresExpected = false
  let missing: string | null = null
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  vi.setConfig({ testTimeout: 4 * timeout })

  beforeAll(async () => {
    const both = [startServer(variables), sharedBrowser()] as const
    server = await both[0]
    browser = await both[1]
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    const heard = complaints.splice(0).filter((complaint) => !missing || !complaint.endsWith(server.url + missing))
    missing = null
    if (!failuresExpected) expect(heard, 'what the pages complained about').toEqual([])
    failuresExpected = false
  })
  afterAll(async () => {
    await server?.remove()
  })

  const open = async ({ size = 'desktop', scheme = 'light' }: Look): Promise<BrowserContext> => {
    const context = await browser.newContext(contextOptions(size, scheme))
    context.setDefaultTimeout(timeout)
    contexts.push(context)
    listen(context, complaints)
    return context
  }

  return {
    get url() {
      return server.url
    },
    get server() {
      return server
    },
    visitor: async (look = {}, path = '/chat') => {
      const page = await (await open(look)).newPage()
      await page.goto(server.url + path)
      return page
    },
    agent: async (login, look = {}, path = '/chat') => {
      const context = await open(look)
      const input = { login, password: passwordOf(login) }
      // The answer's cookie is the session; the page takes it up as it does after a reload.
      await context.request.post(`${server.url}/graphql`, { data: { query: loginMutation, variables: { input } } })
      const page = await context.newPage()
      await page.goto(server.url + path)
      await page.getByRole('navigation', { name: 'Main' }).waitFor()
      return page
    },
    colleague: (login) => logInColleague(server.url, login),
    mayFail: () => {
      failuresExpected = true
    },
    isMissing: (path) => {
      missing = path
    },
  }
}

const contextOptions = (size: keyof typeof sizes, scheme: 'light' | 'dark'): BrowserContextOptions => ({
  viewport: sizes[size],
  isMobile: size === 'phone',
  hasTouch: size === 'phone',
  colorScheme: scheme,
  reducedMotion: 'reduce',
  locale: 'en-GB',
  timezoneId: timeZone,
})

function listen(context: BrowserContext, complaints: string[]): void {
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`))
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // What a page asks for as it is left is given up by the browser itself.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${reason} ${request.url()}`)
  })
}
