/** What an operator asks of a process. Everything answers within a moment, also when a server does not. */
export type HealthChecks = {
  /** `read-only` when it answers and takes no writes. */
  database(): Promise<'ok' | 'unreachable' | 'read-only'>
  broker(): boolean
  pubSub(): boolean
  draining(): boolean
  connections(): number
  readers(): number
  /** Names of the queues and exchanges that cannot be used although the broker is reached. */
  brokerUnavailable(): string[]
  /** Messages by pub/sub or IPC that were no message of ours, since the process began. */
  ignoredMessages(): number
  /** Events that were dropped as repetitions since the start. */
  repeatedEvents(): number
  outbox(): Promise<{ waiting: number; parked: number }>
}
