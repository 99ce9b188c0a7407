import { describe, expect, test } from 'vitest'
import { awayBy } from './away.ts'

const coded = (code: string) => Object.assign(new Error('of the server'), { code })

describe('an error MUST be judged by its code', () => {
  test.each([
    ['read-only', ['25006', '53100', '53200', '53000', '58030', '42501']],
    ['unreachable', ['08000', '08006', '57P01', '57P02', '57P03', '57P04', '57P05', '53300', '28P01', '3D000']],
    ['unreachable', ['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT']],
    ['unreachable', ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH']],
    [
      'unreachable',
      ['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN', 'TLS_NOT_OFFERED'],
    ],
    ['interrupted', ['40001', '40P01', '57014', '55P03', '25P03', '25P04']],
    [null, ['23505', '23514', '22P02', '22021', '42601', '42703', '54000', 'XX000', 'UNDEFINED_VALUE', 'ENOENT', '']],
  ] as const)('%s: %s', (kind, codes) => {
    for (const code of codes) expect([code, awayBy(coded(code))]).toEqual([code, kind])
  })

  test.each([
    [{ severity: 'FATAL', severity_local: 'SCHWERWIEGEND' }, 'unreachable'],
    [{ severity_local: 'FATAL' }, 'unreachable'],
    [{ severity: 'PANIC' }, 'unreachable'],
    [{ severity: 'ERROR', severity_local: 'FEHLER' }, null],
  ])('with a code of a pooler, by whether it ended the session: %o', (severity, kind) => {
    expect(awayBy(Object.assign(coded('XX000'), severity))).toBe(kind)
    expect(awayBy(Object.assign(coded('57014'), severity))).toBe('interrupted')
  })

  test('a Unix socket that is not there is an unreachable server; a file that is not there is a bug', () => {
    expect(awayBy(Object.assign(coded('ENOENT'), { syscall: 'connect' }))).toBe('unreachable')
    expect(awayBy(Object.assign(coded('ENOENT'), { syscall: 'open' }))).toBe(null)
  })

  test.each([[null], [undefined], ['25006'], [new Error('25006')], [{}]])('%j says nothing', (error) => {
    expect(awayBy(error)).toBe(null)
  })
})
