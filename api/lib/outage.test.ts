import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createOutageLog } from './outage.ts'

function outage() {
  const lines: string[] = []
  const stream = new Writable({
    write: (line, _, done) => {
      const { msg, error, failures, seconds } = JSON.parse(String(line))
      lines.push([msg, error, failures, seconds].filter((value) => value !== undefined).join(' | '))
      done()
    },
  })
  let time = 0
  const log = createOutageLog(pino({}, stream), 'database', () => time)
  const pass = (seconds: number) => {
    time += seconds * 1_000
  }
  return { log, lines, pass }
}

test('an outage MUST be one line when it begins, one a minute, and one when it ends', () => {
  const { log, lines, pass } = outage()
  for (let n = 0; n < 1_000; n++) {
    log.failed(new Error('refused'))
    pass(0.2)
  }
  log.recovered()
  log.recovered()
  expect(lines).toEqual([
    'database: away, trying again until it is back | refused',
    'database: still away | refused | 301 | 60',
    'database: still away | refused | 601 | 120',
    'database: still away | refused | 901 | 180',
    'database: back | 1000 | 200',
  ])
  log.failed(new Error('again'))
  expect(lines).toHaveLength(6)
})

test('a server of two connections MUST be back only when both are', () => {
  const { log, lines } = outage()
  log.failed(new Error('lost'), 'publisher')
  log.failed(new Error('lost'), 'consumer')
  log.recovered('publisher')
  expect(lines).toHaveLength(1)
  log.recovered('consumer')
  expect(lines).toHaveLength(2)
})

test('an error without a message MUST be known by its code, and one of several addresses by all of them', () => {
  const { log, lines } = outage()
  const refused = (address: string) => new Error(`refused ${address}`)
  log.failed(Object.assign(new AggregateError([refused('::1'), refused('127.0.0.1')], ''), { code: 'ECONNREFUSED' }))
  log.recovered()
  log.failed(Object.assign(new Error(''), { code: 'ECONNRESET' }))
  expect(lines[0]).toContain('refused ::1; refused 127.0.0.1')
  expect(lines[2]).toContain('ECONNRESET')
})
