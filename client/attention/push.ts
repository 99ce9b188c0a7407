import type { Client } from 'urql'
import { graphql } from '../gql/index.ts'
import { scoped } from '../lib/base.ts'
import { createStore } from '../lib/store.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { text } from '../texts/texts.ts'
import { askPermission, permission } from './permission.ts'

const PushKey = graphql(`query PushKey { pushKey }`)

const SubscribeToPush = graphql(`
  mutation SubscribeToPush($input: SubscribeToPushInput!) {
    subscribeToPush(input: $input) { __typename ... on Error { code message } }
  }
`)

const UnsubscribeFromPush = graphql(`
  mutation UnsubscribeFromPush($input: UnsubscribeFromPushInput!) {
    unsubscribeFromPush(input: $input) { __typename ... on Error { code message } }
  }
`)

/** Whether this browser is pushed to for the agent. A page without a service worker cannot be. */
export const push = createStore<'unsupported' | 'off' | 'on'>('unsupported')

/** The browser has one subscription for whoever is signed in: that an agent wanted it is kept by agent. */
const wishOf = (login: string) => `${scoped('parley.push')}.${login}`

/** The worker is on its way when the app begins. */
async function manager(): Promise<PushManager | null> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator) || !('PushManager' in window)) return null
  return (await navigator.serviceWorker.ready).pushManager
}

/** Looks whether the agent wanted it here, and tells the server again: its session may be another one. */
export async function keepPush(client: Client, login: string): Promise<void> {
  const pushes = await manager()
  if (!pushes) return
  const isWanted = localStorage.getItem(wishOf(login)) !== null && permission.get() === 'granted'
  push.set('off')
  if (isWanted) await subscribe(client, pushes)
}

/** Must be called by a click, since it may ask for permission. Resolves with null, or why it could not be done. */
export async function beginPush(client: Client, login: string): Promise<string | null> {
  await askPermission()
  const pushes = await manager()
  if (!pushes || permission.get() !== 'granted') return text('preferences.pushNotAllowed')
  const problem = await subscribe(client, pushes)
  if (problem === null) localStorage.setItem(wishOf(login), 'on')
  return problem
}

export async function endPush(client: Client, login: string): Promise<string | null> {
  localStorage.removeItem(wishOf(login))
  push.set('off')
  const subscription = await (await manager())?.getSubscription()
  if (!subscription) return null
  const { endpoint } = subscription
  await subscription.unsubscribe()
  const { error } = await client.mutation(UnsubscribeFromPush, { input: { endpoint } }).toPromise()
  return error ? failureText(error) : null
}

async function subscribe(client: Client, pushes: PushManager): Promise<string | null> {
  const { data, error } = await client.query(PushKey, {}).toPromise()
  if (!data) return failureText(error)
  const subscription = await subscribeAt(pushes, data.pushKey)
  if (!subscription) return text('preferences.pushNotReached')
  const { endpoint, keys } = subscription.toJSON()
  const input = { endpoint: endpoint ?? '', keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } }
  const answer = await client.mutation(SubscribeToPush, { input }).toPromise()
  const result = answer.data?.subscribeToPush
  if (result?.__typename !== 'SubscribeToPushSuccess') return result ? refusalText(result) : failureText(answer.error)
  push.set('on')
  return null
}

/** A subscription for this key: one for another key is of an installation that is no more. */
async function subscribeAt(pushes: PushManager, applicationServerKey: string): Promise<PushSubscription | null> {
  const options = { userVisibleOnly: true, applicationServerKey }
  try {
    return await pushes.subscribe(options)
  } catch {
    try {
      await (await pushes.getSubscription())?.unsubscribe()
      return await pushes.subscribe(options)
    } catch {
      return null
    }
  }
}
