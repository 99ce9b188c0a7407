import { describe, expect, test } from 'vitest'
import { mentionsIn } from '../chat/mention.ts'
import { assertAnAdministratorStays, assertNewAccount, readStatus } from './account.ts'
import { randomPassword } from './passwords.ts'

const fieldsOf = (work: () => unknown): string[] => {
  try {
    work()
    return []
  } catch (error) {
    return (error as { fields: { path: string }[] }).fields.map(({ path }) => path)
  }
}

describe('a new account', () => {
  test.each(['ewa', 'ewa.nowak', 'e_w-a+1', 'ewa@example.com', 'żaneta', '007'])(
    '%s MUST be a login that can be mentioned',
    (login) => {
      expect(fieldsOf(() => assertNewAccount({ login, name: 'Ewa' }))).toEqual([])
      expect(mentionsIn(`Hello @${login}!`)?.candidates.map(({ name }) => name)).toContain(login)
    },
  )
  test.each(['', ' ', 'ewa nowak', '.ewa', 'ewa.', '@ewa', 'ewa/nowak', 'here', 'HERE', 'x'.repeat(81), 'e\u202ewa'])(
    '%j MUST be refused as a login',
    (login) => {
      expect(fieldsOf(() => assertNewAccount({ login, name: 'Ewa' }))).toEqual(['login'])
    },
  )
  test('every wrong field MUST be named', () => {
    expect(fieldsOf(() => assertNewAccount({ login: '', name: '\n', password: 'short' }))).toEqual([
      'login',
      'name',
      'password',
    ])
  })
  test('a password MUST be long, random and easy to read out', () => {
    const passwords = new Set(Array.from({ length: 100 }, randomPassword))
    expect(passwords.size).toBe(100)
    for (const password of passwords) expect(password).toMatch(/^(?:[a-zA-Z2-9]{4}-){3}[a-zA-Z2-9]{4}$/)
  })
})

describe('a status', () => {
  const now = new Date('2026-06-01T10:00:00Z')
  test('MUST be kept with a qualified emoji', () => {
    expect(readStatus({ emoji: '❤', text: ' At lunch ' }, now)).toEqual({ emoji: '❤️', text: 'At lunch', until: null })
  })
  test('without emoji and text MUST be none, whatever its end', () => {
    const until = new Date('2026-06-01T11:00:00Z')
    expect(readStatus({ text: ' ', until }, now)).toEqual({ emoji: null, text: null, until: null })
  })
  test('MUST name what is wrong with it', () => {
    expect(fieldsOf(() => readStatus({ emoji: 'x', text: 'a\nb', until: now }, now))).toEqual([
      'text',
      'emoji',
      'until',
    ])
  })
})

test('there MUST always be an administrator', () => {
  expect(() => assertAnAdministratorStays(['admin'], 'admin')).toThrow(
    expect.objectContaining({ code: 'LAST_ADMINISTRATOR' }),
  )
  expect(() => assertAnAdministratorStays(['admin', 'boss'], 'admin')).not.toThrow()
})
