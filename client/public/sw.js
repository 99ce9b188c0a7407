/*
 * Shows offline.html in place of the browser's own error page when a page is opened while the server cannot be reached.
 * It keeps and answers nothing else, so that it can never bring back an old version of the app. Beside that it shows what
 * is pushed, and opens the messages of notifications that are clicked.
 */
const prefix = `parley-offline ${self.registration.scope} `
// The build puts a digest of the offline page here: a new one makes this another worker, which fetches it.
const cacheName = `${prefix}%VERSION%`
const inScope = (file) => new URL(file, self.registration.scope).href
const files = [inScope('offline.html'), inScope('offline.js')]

/** What a proxy answers while there is no server behind it. */
const away = [502, 503, 504]

async function keepPage() {
  const cache = await caches.open(cacheName)
  await cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })))
  await self.skipWaiting()
}

async function dropOldPages() {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
  await Promise.all(old.map((name) => caches.delete(name)))
  await self.clients.claim()
}

async function openPage(request) {
  try {
    const response = await fetch(request)
    if (!away.includes(response.status)) return response
    return (await caches.match(files[0])) ?? response
  } catch (error) {
    const page = await caches.match(files[0])
    if (page) return page
    throw error
  }
}

const tagOf = (room) => `${new URL(self.registration.scope).pathname} ${room}`

/** Shows what calls the agent, or takes it back once it was read elsewhere, deleted or left. */
async function takePush({ room, title, body, sound, path, read }) {
  if (read) {
    const shown = await self.registration.getNotifications({ tag: tagOf(read) })
    for (const notification of shown) notification.close()
  } else if (room)
    await self.registration.showNotification(title, {
      body,
      tag: tagOf(room),
      renotify: true,
      silent: !sound,
      icon: inScope('parley.svg'),
      data: { path },
    })
}

/** Opens what a notification is about in a window of the app, or in a new one. */
async function openNotification({ path }) {
  if (typeof path !== 'string' || !path.startsWith('/chat/')) return
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const app = windows.find(({ url }) => url.startsWith(self.registration.scope) && url !== inScope('graphql'))
  if (!app) return self.clients.openWindow(inScope(path.slice(1)))
  // Some browsers let a worker bring a window to the front only now and then.
  await app.focus().catch(() => {})
  app.postMessage({ open: path })
}

self.addEventListener('install', (event) => event.waitUntil(keepPage()))
self.addEventListener('activate', (event) => event.waitUntil(dropOldPages()))
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(openPage(event.request))
  else if (event.request.url === files[1])
    event.respondWith(caches.match(files[1]).then((kept) => kept ?? fetch(files[1])))
})
self.addEventListener('push', (event) => event.waitUntil(takePush(event.data?.json() ?? {})))
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openNotification(event.notification.data ?? {}))
})
