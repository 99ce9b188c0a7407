import type { DeadLetter, DeadLetters } from '../api/messaging/dead-letters.ts'

export const usage = `npm run dead-letters                      list what could not be handled or published, the oldest first
npm run dead-letters -- show ID           one letter with everything known about it
npm run dead-letters -- replay ID…        hand it to its queue again; "all" for every one
npm run dead-letters -- discard ID…       delete it for ever; "all" for every one`

const most = 1_000

/**
 * Carries out one command on all stores that keep dead letters; each line of the answer goes to `print`. False when
 * something that was asked for could not be done.
 */
export async function runCommand(
  args: readonly string[],
  stores: readonly DeadLetters[],
  print: (line: string) => void,
): Promise<boolean> {
  const [command = 'list', ...ids] = args
  if (command === 'list' && ids.length === 0) return list(stores, print)
  if (command === 'show' && ids.length === 1) return show(stores, ids[0] ?? '', print)
  if ((command === 'replay' || command === 'discard') && ids.length > 0) {
    const chosen = ids.includes('all') ? (await lettersOf(stores)).map(({ id }) => id) : ids
    let done = true
    for (const id of chosen) done = (await actOn(stores, command, id, print)) && done
    return done
  }
  print(usage)
  return false
}

async function list(stores: readonly DeadLetters[], print: (line: string) => void): Promise<boolean> {
  const letters = await lettersOf(stores)
  for (const { id, from, deadAt, attempts, reason } of letters)
    print(`${id}  ${from}  ${deadAt?.toISOString() ?? 'at an unknown time'}  tried ${attempts}×  ${reason}`)
  if (letters.length === 0) print('There are no dead letters.')
  return true
}

async function show(stores: readonly DeadLetters[], id: string, print: (line: string) => void): Promise<boolean> {
  const letter = (await lettersOf(stores)).find((each) => each.id === id)
  if (!letter) return unknown(id, print)
  const { envelope, ...known } = letter
  const { body, ...properties } = envelope
  print(JSON.stringify({ ...known, ...properties, messageId: envelope.id, id }, null, 2))
  print(body)
  return true
}

async function actOn(
  stores: readonly DeadLetters[],
  command: 'replay' | 'discard',
  id: string,
  print: (line: string) => void,
): Promise<boolean> {
  for (const store of stores) {
    if (!(await store[command](id))) continue
    print(command === 'replay' ? `${id} is on its way to its queue again.` : `${id} is deleted.`)
    return true
  }
  return unknown(id, print)
}

function unknown(id: string, print: (line: string) => void): false {
  print(`There is no dead letter ${id}.`)
  return false
}

async function lettersOf(stores: readonly DeadLetters[]): Promise<DeadLetter[]> {
  return (await Promise.all(stores.map((store) => store.list(most)))).flat()
}
