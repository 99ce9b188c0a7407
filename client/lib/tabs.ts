/** One tab at a time, where the browser can promise it (Web Locks exist in secure contexts only); else at once. */
export function oneTabAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work()
  return navigator.locks.request(name, work) as Promise<T>
}

/** Messages between the tabs of this browser. A tab does not receive its own. */
export function openTabs<Message>(name: string, onMessage: (message: Message) => void) {
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', (event: MessageEvent<Message>) => onMessage(event.data))
  return { send: (message: Message) => channel.postMessage(message), close: () => channel.close() }
}
