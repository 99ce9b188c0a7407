import type { Logger } from 'pino'

/**
 * Logs that a server or a part of one cannot be used: one line when that begins, one a minute while it lasts, and one when
 * it ends. The failures in between are logged at level debug. Where several connections (`part`) fail, it ends when all of
 * them work again.
 */
export type OutageLog = {
  failed(error: unknown, part?: string): void
  recovered(part?: string): void
}

/** The messages of its lines. */
export type OutageTexts = { begins: string; goesOn: string; ends: string }

const reminderEvery = 60_000

/** `what` is the name of a server that is away or back, or the texts. */
export function createOutageLog(logger: Logger, what: string | OutageTexts, now: () => number = Date.now): OutageLog {
  const texts = typeof what === 'string' ? textsOf(what) : what
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
      const reason = reasonOf(error)
      if (!begins && now() - lastLine < reminderEvery) return logger.debug({ error: reason }, texts.begins)
      lastLine = now()
      if (begins) logger.warn({ error: reason }, texts.begins)
      else logger.warn({ error: reason, failures, seconds: seconds() }, texts.goesOn)
    },
    recovered: (part = '') => {
      if (!down.delete(part) || down.size > 0) return
      logger.info({ failures, seconds: seconds() }, texts.ends)
    },
  }
}

const textsOf = (server: string): OutageTexts => ({
  begins: `${server}: away, trying again until it is back`,
  goesOn: `${server}: still away`,
  ends: `${server}: back`,
})

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}
