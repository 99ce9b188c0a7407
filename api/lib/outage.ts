import type { Logger } from 'pino'

/**
 * Logs what is wrong with a server that others need: one line when it goes away, one a minute while it is away, and
 * one when it is back. A server of several connections (`part`) is back when all of them are.
 */
export type OutageLog = {
  failed(error: unknown, part?: string): void
  recovered(part?: string): void
}

const reminderEvery = 60_000

export function createOutageLog(logger: Logger, server: string, now: () => number = Date.now): OutageLog {
  const down = new Set<string>()
  let since = 0
  let lastLine = 0
  let failures = 0
  const seconds = () => Math.round((now() - since) / 1_000)

  return {
    failed: (error, part = '') => {
      const begins = down.size === 0
      down.add(part)
      if (begins) {
        since = now()
        failures = 0
      }
      failures++
      if (!begins && now() - lastLine < reminderEvery) return
      lastLine = now()
      const reason = reasonOf(error)
      if (begins) logger.warn({ error: reason }, `${server}: away, trying again until it is back`)
      else logger.warn({ error: reason, failures, seconds: seconds() }, `${server}: still away`)
    },
    recovered: (part = '') => {
      if (!down.delete(part) || down.size > 0) return
      logger.info({ failures, seconds: seconds() }, `${server}: back`)
    },
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}
