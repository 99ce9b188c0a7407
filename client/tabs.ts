/** One tab at a time, where the browser can promise it (Web Locks exist in secure contexts only); else at once. */
export function oneTabAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work()
  return navigator.locks.request(name, work) as Promise<T>
}

/** Tells the other tabs of this browser, and hears what they tell. Nobody hears their own words. */
export function openTabs<Message>(name: string, hear: (message: Message) => void) {
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', (event: MessageEvent<Message>) => hear(event.data))
  return { tell: (message: Message) => channel.postMessage(message), close: () => channel.close() }
}
