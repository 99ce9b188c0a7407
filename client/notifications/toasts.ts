import { createStore } from '../lib/store.ts'
import { isNewsInSight } from './news-in-sight.ts'
import type { NotificationNode } from './notification-source.ts'

export type Toast =
  | { key: string; notification: NotificationNode; more?: undefined }
  | { key: string; more: number; notification?: undefined }

/** More than this at once are shown as one number. */
const most = 3
const pause = 400

/** The toasts to be shown, oldest first. */
export const toasts = createStore<readonly Toast[]>([])

/** What has just come and is in sight already: told to assistive technology only. */
export const inSight = createStore<readonly NotificationNode[]>([])

let waiting: NotificationNode[] = []
let replayed = false

/**
 * Shows a toast for each entry that came by subscription, unless the screen shows it already. What a reconnect replays is
 * old, and a burst would cover the screen: both are shown as one number.
 */
export function toastFor(fresh: readonly NotificationNode[], isReplay: boolean): void {
  if (fresh.length === 0) return
  if (waiting.length === 0) setTimeout(show, pause)
  waiting.push(...fresh)
  replayed ||= isReplay
}

export function dismiss(key: string): void {
  toasts.set(toasts.get().filter((toast) => toast.key !== key))
}

function show(): void {
  const arrived = waiting
  const asNumber = replayed || arrived.length > most
  waiting = []
  replayed = false
  if (isNewsInSight()) inSight.set(arrived)
  else toasts.set(collapse(toasts.get(), arrived, asNumber))
}

/** The toasts after these have arrived: each on its own, or all of them added to the one number that is shown. */
export function collapse(shown: readonly Toast[], arrived: readonly NotificationNode[], asNumber: boolean): Toast[] {
  if (arrived.length === 0) return [...shown]
  if (!asNumber)
    return [...shown, ...arrived.map((notification) => ({ key: notification.id, notification }))].slice(-most)
  const before = shown.reduce((sum, toast) => sum + (toast.more ?? 0), 0)
  const more = { key: 'more', more: before + arrived.length }
  return [...shown.filter((toast) => toast.notification), more].slice(-most)
}
