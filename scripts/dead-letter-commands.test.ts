import { expect, test } from 'vitest'
import type { DeadLetter, DeadLetters } from '../api/messaging/dead-letters.ts'
import { runCommand, usage } from './dead-letter-commands.ts'

const letter = (id: string, from: string): DeadLetter => ({
  id,
  from,
  reason: 'The body is not JSON: expected a JSON object',
  attempts: 1,
  deadAt: new Date('2026-01-01T12:00:00Z'),
  envelope: { id: `message of ${id}`, name: 'policycreated', type: null, body: 'garbage', at: null },
})

function store(...letters: DeadLetter[]) {
  const acts: string[] = []
  const act = (what: string) => async (id: string) => {
    const at = letters.findIndex((each) => each.id === id)
    if (at < 0) return false
    letters.splice(at, 1)
    acts.push(`${what} ${id}`)
    return true
  }
  const kept: DeadLetters = {
    list: async () => [...letters],
    replay: act('replay'),
    discard: act('discard'),
    close: async () => {},
  }
  return { ...kept, acts }
}

async function run(args: string[], ...stores: DeadLetters[]) {
  const lines: string[] = []
  const done = await runCommand(args, stores, (line) => lines.push(line))
  return { done, lines }
}

test('a list MUST name every letter of every store with its reason', async () => {
  const { done, lines } = await run(
    [],
    store(letter('one', 'parley.PolicyCreated')),
    store(letter('event-2', 'outbox')),
  )
  expect(done).toBe(true)
  expect(lines).toEqual([
    'one  parley.PolicyCreated  2026-01-01T12:00:00.000Z  tried 1×  The body is not JSON: expected a JSON object',
    'event-2  outbox  2026-01-01T12:00:00.000Z  tried 1×  The body is not JSON: expected a JSON object',
  ])
  expect((await run(['list'], store())).lines).toEqual(['There are no dead letters.'])
})

test('show MUST tell everything, the body as it is', async () => {
  const { lines } = await run(['show', 'one'], store(letter('one', 'parley.PolicyCreated')))
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    id: 'one',
    messageId: 'message of one',
    from: 'parley.PolicyCreated',
  })
  expect(lines[1]).toBe('garbage')
})

test.each(['replay', 'discard'])('%s MUST do so with each letter that is named, wherever it is', async (command) => {
  const [first, second] = [store(letter('one', 'q'), letter('two', 'q')), store(letter('event-3', 'outbox'))]
  const { done } = await run([command, 'two', 'event-3'], first, second)
  expect(done).toBe(true)
  expect([...first.acts, ...second.acts]).toEqual([`${command} two`, `${command} event-3`])
})

test('all MUST mean all', async () => {
  const [first, second] = [store(letter('one', 'q'), letter('two', 'q')), store(letter('event-3', 'outbox'))]
  await run(['replay', 'all'], first, second)
  expect([...first.acts, ...second.acts]).toEqual(['replay one', 'replay two', 'replay event-3'])
})

test('what does not exist or is no command MUST be said, and fail', async () => {
  expect(await run(['show', 'nothing'], store())).toEqual({ done: false, lines: ['There is no dead letter nothing.'] })
  expect(await run(['replay', 'nothing'], store())).toEqual({
    done: false,
    lines: ['There is no dead letter nothing.'],
  })
  for (const args of [['replay'], ['burn', 'all'], ['show']])
    expect(await run(args, store())).toEqual({ done: false, lines: [usage] })
})
