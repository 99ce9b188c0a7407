import { basePath } from '../lib/base.ts'

/** A notification of the operating system. A newer one of the same room takes its place. */
export type DesktopNotification = { roomId: string; title: string; body: string; path: string }

const tagOf = (roomId: string): string => `${basePath()} ${roomId}`

/** Shown by this page itself, where there is no service worker. */
const own = new Map<string, Notification>()

/** The worker shows them where there is one: phones want that, and a click finds the app when this tab has gone. */
const workerOf = async (): Promise<ServiceWorkerRegistration | null> =>
  'serviceWorker' in navigator ? ((await navigator.serviceWorker.getRegistration(basePath())) ?? null) : null

/** `onOpen` gets the path when it is clicked and this page has shown it; the worker tells by a message of its own. */
export async function showOnDesktop(
  { roomId, title, body, path }: DesktopNotification,
  onOpen: (path: string) => void,
): Promise<void> {
  const tag = tagOf(roomId)
  const icon = new URL('parley.svg', document.baseURI).href
  // Our own tone is played instead, for those who want one.
  const options = { body, tag, icon, silent: true, data: { path } }
  const worker = await workerOf()
  if (worker?.active) return worker.showNotification(title, options)
  const notification = new Notification(title, options)
  own.set(tag, notification)
  notification.onclick = () => {
    window.focus()
    notification.close()
    onOpen(path)
  }
}

/** Takes back what was shown of a room, by whichever tab. */
export async function closeOnDesktop(roomId: string): Promise<void> {
  const tag = tagOf(roomId)
  own.get(tag)?.close()
  own.delete(tag)
  const shown = await (await workerOf())?.getNotifications({ tag })
  for (const notification of shown ?? []) notification.close()
}
