import { argon2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, passwordMatches } from './passwords.ts'

test('a password MUST match its own hash and no other', async () => {
  const hash = await hashPassword('zażółć 🚗')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(await passwordMatches('zażółć 🚗', hash)).toBe(true)
  for (const wrong of ['', 'zażółć', 'ZAŻÓŁĆ 🚗', 'zażółć 🚗 ']) expect(await passwordMatches(wrong, hash)).toBe(false)
})

test('two hashes of one password MUST differ', async () => {
  expect(await hashPassword('secret')).not.toBe(await hashPassword('secret'))
})

test('a hash with other costs MUST still be understood, so that costs can grow', async () => {
  const nonce = Buffer.from('sixteen bytes ok')
  const tag = argon2Sync('argon2id', { message: 'secret', nonce, memory: 64, passes: 3, parallelism: 2, tagLength: 24 })
  const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  const hash = `$argon2id$v=19$m=64,t=3,p=2$${text(nonce)}$${text(tag)}`
  expect(await passwordMatches('secret', hash)).toBe(true)
  expect(await passwordMatches('secret', hash.replace('t=3', 't=2'))).toBe(false)
})

test('what is stored and is no hash MUST be a bug, not a wrong password', async () => {
  await expect(passwordMatches('secret', 'secret')).rejects.toThrow('Argon2id')
})

test('the password of an unknown agent MUST match nothing, and cost as much as a wrong one', async () => {
  const hash = await hashPassword('secret')
  const cost = async (stored: string | null) => {
    const runs: number[] = []
    for (let run = 0; run < 7; run++) {
      const before = process.cpuUsage()
      expect(await passwordMatches('guess', stored)).toBe(false)
      const { user, system } = process.cpuUsage(before)
      runs.push(user + system)
    }
    // The least of several: the rest is what else the machine had to do.
    return Math.min(...runs)
  }
  const [unknown, wrong] = [await cost(null), await cost(hash)]
  expect(unknown).toBeGreaterThan(wrong / 2)
  expect(wrong).toBeGreaterThan(unknown / 2)
})
