import { scoped } from './base.ts'

/** Messages between the tabs of this browser. A tab does not receive its own. */
export function openTabs<Message>(name: string, onMessage: (message: Message) => void) {
  const channel = new BroadcastChannel(scoped(name))
  channel.addEventListener('message', (event: MessageEvent<Message>) => onMessage(event.data))
  return { send: (message: Message) => channel.postMessage(message), close: () => channel.close() }
}
