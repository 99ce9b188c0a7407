import { expect, test } from 'vitest'
import { statusOn } from './status.ts'

const cover = { policyFrom: '2026-06-01', policyTo: '2026-06-11' }

test('a policy MUST be upcoming, in force or ended by its days, both of which belong to the cover', () => {
  const on = (day: string) => statusOn(day, { status: 'ACTIVE', ...cover })
  expect(['2026-05-31', '2026-06-01', '2026-06-11', '2026-06-12'].map(on)).toEqual([
    'Upcoming',
    'InForce',
    'InForce',
    'Ended',
  ])
})

test('a terminated policy MUST be called so on every day', () => {
  const on = (day: string) => statusOn(day, { status: 'TERMINATED', ...cover })
  expect(['2026-05-31', '2026-06-05', '2026-06-12'].map(on)).toEqual(['Terminated', 'Terminated', 'Terminated'])
})
