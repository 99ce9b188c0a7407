import { expect, test } from 'vitest'
import { badColumns } from '../../bench/chaos/ledger.ts'
import { type Options, runChaos, type Verdict } from '../../bench/chaos/run.ts'
import { startWatchdog } from '../../scripts/services/watchdog.ts'

/** The short form of `npm run chaos`, with servers and processes of its own. */
async function chaos(options: Pick<Options, 'form' | 'storm' | 'readers'> & Partial<Options>): Promise<Verdict> {
  const watchdog = await startWatchdog()
  try {
    const given = { workers: 1, seed: 20261122, pace: 12, silence: 30_000, logs: null, report: () => {}, ...options }
    return await runChaos(given, watchdog.directory, watchdog.env)
  } finally {
    await watchdog.end()
  }
}

/** Everything that must be zero or empty, in one object that a failure shows. */
function wrongs({ accounts, complaints }: Verdict) {
  const columns = accounts.flatMap((account) =>
    badColumns
      .filter((column) => account[column] !== 0)
      .map((column) => `${account.stream}: ${account[column]} ${column}`),
  )
  return { columns, complaints: [...complaints.keys()], findings: accounts.flatMap(({ findings }) => findings) }
}
const nothing = { columns: [], complaints: [], findings: [] }

test('whatever dies, everything acknowledged MUST reach every reader once and in order', {
  timeout: 300_000,
}, async () => {
  const names = ['parley-kill', 'redis-restart', 'rabbit-restart', 'postgres-terminate', 'client-cut']
  const verdict = await chaos({ form: 'cluster', readers: 4, storm: { lasts: null, kills: 0, names } })
  expect(wrongs(verdict)).toEqual(nothing)
  expect([...verdict.toll.done.keys()].sort()).toEqual(names.sort())
  for (const { stream, acknowledged } of verdict.accounts) expect(acknowledged, stream).toBeGreaterThan(5)
})

test('a process with everything embedded MUST keep what it acknowledged when it is killed', {
  timeout: 300_000,
}, async () => {
  const names = ['parley-kill', 'parley-kill']
  const verdict = await chaos({ form: 'embedded', readers: 2, storm: { lasts: null, kills: 0, names } })
  expect(wrongs(verdict)).toEqual(nothing)
  expect(verdict.toll.done.get('parley-kill')).toBe(2)
  for (const { stream, acknowledged } of verdict.accounts) expect(acknowledged, stream).toBeGreaterThan(5)
})
