import { createStore } from '../lib/store.ts'

export type Permission = NotificationPermission | 'unsupported'

const isSupported = (): boolean => typeof Notification !== 'undefined' && isSecureContext

/** Whether this browser shows notifications of this page. Browsers want to be asked by a click. */
export const permission = createStore<Permission>(isSupported() ? Notification.permission : 'unsupported')

/** Must be called by a click. */
export async function askPermission(): Promise<void> {
  if (isSupported()) permission.set(await Notification.requestPermission())
}
