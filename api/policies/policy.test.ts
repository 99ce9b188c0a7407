import { describe, expect, test } from 'vitest'
import { dayOf } from '../lib/day.ts'
import { centsOf, sum } from '../lib/money.ts'
import { type ActivePolicy, terminate, versionInForce, versions } from './policy.ts'
import { aHolder } from './testing.ts'

const at = new Date('2026-06-04T12:00:00.000Z')

function aPolicy(premiums: number[], coverFrom = '2026-06-01', coverTo = '2026-06-11'): ActivePolicy {
  const amounts = premiums.map(centsOf)
  const covers = amounts.map((premium, n) => ({ code: `C${n + 1}`, name: `Cover ${n + 1}`, premium }))
  return {
    status: 'ACTIVE',
    shortNumber: 'P-0000-0000-0',
    number: 'policy-1',
    offerNumber: 'offer-1',
    productCode: 'TRI',
    productVersion: 1,
    tariffVersion: 1,
    agent: 'jimmy.solid',
    holder: aHolder(),
    soldAt: new Date('2026-05-20T10:00:00.000Z'),
    agreed: {
      number: 1,
      coverFrom: dayOf(coverFrom),
      coverTo: dayOf(coverTo),
      covers,
      totalPremium: sum(amounts),
    },
  }
}

const dayAfter = (from: string, days: number) =>
  new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10)

describe('a termination MUST keep and return as worked out', () => {
  test.each([
    ['300 over 5 days, after 3', [10000, 20000], 5, 3, [6000, 12000], 12000],
    ['TRI 72.00 over 10 days, after 3', [5200, 2000], 10, 3, [1560, 600], 5040],
    ['TRI 72.00 over 365 days, after 100', [5200, 2000], 365, 100, [1425, 548], 5227],
    ['HSI 222.50 over 365 days, after 31', [11875, 2375, 3000, 5000], 365, 31, [1009, 202, 255, 425], 20359],
    ['on the first day all goes back', [5200, 2000], 10, 0, [0, 0], 7200],
    ['on the last day nothing goes back', [5200, 2000], 10, 10, [5200, 2000], 0],
    ['half a cent is rounded to even', [1, 3], 2, 1, [0, 2], 2],
  ])('%s', (_, premiums, days, used, kept, refund) => {
    const from = '2026-06-01'
    const terminated = terminate(aPolicy(premiums, from, dayAfter(from, days)), dayAfter(from, used), at)
    expect(terminated.remaining.covers.map((cover) => cover.premium)).toEqual(kept)
    expect(terminated.remaining.totalPremium).toBe(sum(kept.map(centsOf)))
    expect(terminated.refund).toBe(refund)
  })
})

test('version 2 MUST end on the termination date and version 1 stay as agreed', () => {
  const policy = aPolicy([5200, 2000])
  const terminated = terminate(policy, '2026-06-04', at)
  expect(versions(terminated)).toEqual([policy.agreed, terminated.remaining])
  expect(versionInForce(terminated)).toMatchObject({ number: 2, coverFrom: '2026-06-01', coverTo: '2026-06-04' })
  expect(versionInForce(policy)).toBe(policy.agreed)
  expect(versions(policy)).toEqual([policy.agreed])
})

test('what is kept and what goes back MUST always make up the premium, and neither is ever negative', () => {
  let seed = 42
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  for (let round = 0; round < 2_000; round++) {
    const premiums = Array.from({ length: 1 + random(5) }, () => random(random(2) ? 200 : 5_000_000))
    const days = 1 + random(3_652)
    const policy = aPolicy(premiums, '2024-02-28', dayAfter('2024-02-28', days))
    let kept = -1
    for (const used of [0, random(days + 1), days].toSorted((a, b) => a - b)) {
      const terminated = terminate(policy, dayAfter('2024-02-28', used), at)
      expect(terminated.remaining.totalPremium + terminated.refund).toBe(policy.agreed.totalPremium)
      expect(terminated.refund).toBeGreaterThanOrEqual(0)
      expect(terminated.remaining.totalPremium).toBeGreaterThanOrEqual(kept)
      kept = terminated.remaining.totalPremium
    }
  }
})

describe('a termination MUST be refused', () => {
  test.each(['2026-05-31', '2026-06-12'])('outside the cover, on %s', (on) => {
    expect(() => terminate(aPolicy([5200]), on, at)).toThrow(
      expect.objectContaining({ code: 'TERMINATION_OUTSIDE_COVER' }),
    )
  })

  test('the second time, whatever the date', () => {
    const terminated = terminate(aPolicy([5200]), '2026-06-04', at)
    for (const on of ['2026-06-03', '2026-06-11', '2030-01-01'])
      expect(() => terminate(terminated, on, at)).toThrow(
        expect.objectContaining({ code: 'POLICY_ALREADY_TERMINATED' }),
      )
  })

  test.each(['2026-06-31', '0000-06-04', '04.06.2026', ''])('on %j, which is no day', (on) => {
    expect(() => terminate(aPolicy([5200]), on, at)).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ path: 'terminationDate' })] }),
    )
  })
})
