import { type Logger, pino } from 'pino'

/** JSON lines on standard error, pretty where a person is looking. Standard output belongs to the welcome text. */
export function createLogger(level: string): Logger {
  if (!process.stderr.isTTY) return pino({ level }, pino.destination(2))
  const options = { destination: 2, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' }
  return pino({ level, transport: { target: 'pino-pretty', options } })
}
