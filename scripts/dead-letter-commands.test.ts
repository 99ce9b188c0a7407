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

function place(...letters: DeadLetter[]) {
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

async function run(args: string[], ...places: DeadLetters[]) {
  const lines: string[] = []
  const done = await runCommand(args, places, (line) => lines.push(line))
  return { done, lines }
}

test('a list MUST name every letter of every place with its reason', async () => {
  const { done, lines } = await run([], place(letter('one', 'parley.PolicyCreated')), place(letter('fact-2', 'outbox')))
  expect(done).toBe(true)
  expect(lines).toEqual([
    'one  parley.PolicyCreated  2026-01-01T12:00:00.000Z  tried 1×  The body is not JSON: expected a JSON object',
    'fact-2  outbox  2026-01-01T12:00:00.000Z  tried 1×  The body is not JSON: expected a JSON object',
  ])
  expect((await run(['list'], place())).lines).toEqual(['There are no dead letters.'])
})

test('show MUST tell everything, the body as it is', async () => {
  const { lines } = await run(['show', 'one'], place(letter('one', 'parley.PolicyCreated')))
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    id: 'one',
    messageId: 'message of one',
    from: 'parley.PolicyCreated',
  })
  expect(lines[1]).toBe('garbage')
})

test.each(['replay', 'discard'])('%s MUST do so with each letter that is named, wherever it is', async (command) => {
  const [first, second] = [place(letter('one', 'q'), letter('two', 'q')), place(letter('fact-3', 'outbox'))]
  const { done } = await run([command, 'two', 'fact-3'], first, second)
  expect(done).toBe(true)
  expect([...first.acts, ...second.acts]).toEqual([`${command} two`, `${command} fact-3`])
})

test('all MUST mean all', async () => {
  const [first, second] = [place(letter('one', 'q'), letter('two', 'q')), place(letter('fact-3', 'outbox'))]
  await run(['replay', 'all'], first, second)
  expect([...first.acts, ...second.acts]).toEqual(['replay one', 'replay two', 'replay fact-3'])
})

test('what does not exist or is no command MUST be said, and fail', async () => {
  expect(await run(['show', 'nothing'], place())).toEqual({ done: false, lines: ['There is no dead letter nothing.'] })
  expect(await run(['replay', 'nothing'], place())).toEqual({
    done: false,
    lines: ['There is no dead letter nothing.'],
  })
  for (const args of [['replay'], ['burn', 'all'], ['show']])
    expect(await run(args, place())).toEqual({ done: false, lines: [usage] })
})
