import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from './chance.ts'
import { faults, type Lane, type Target, weights } from './faults.ts'
import { type Health, holdsWithin } from './health.ts'
import { mortals } from './stage.ts'

export type Storm = {
  /** Ends after so many milliseconds, and when every named fault was done once where this is null. */
  lasts: number | null
  /** Goes on until each of these components was killed so often. */
  kills: number
  names: readonly string[]
}

export type Toll = {
  /** How often each fault was done. */
  done: Map<string, number>
  rounds: number
  /** The longest, in milliseconds, from the last mending until everything was well. */
  longestRecovery: number
}

const lanes: readonly Lane[] = ['processes', 'servers', 'clients']
/** Faults of one lane in one round. */
const perRound = 2
/** Milliseconds in which everything must be well by itself. */
const recoversWithin = 60_000

/**
 * Round after round: in every lane a few faults one after the other, all lanes at the same time, then a wait until
 * everything is well, then some calm in which silence counts.
 */
export async function unleash(
  storm: Storm,
  target: Target,
  health: Health,
  report: (line: string) => void,
): Promise<Toll> {
  const toll: Toll = { done: new Map(), rounds: 0, longestRecovery: 0 }
  const decks = lanes.map((lane) => openDeck(lane, storm, target.chance.branch(lane)))
  const until = storm.lasts === null ? null : Date.now() + storm.lasts
  const goesOn = () =>
    until === null ? decks.some((deck) => !deck.isEmpty()) : Date.now() < until || fewestKills(target) < storm.kills

  while (goesOn()) {
    const mended = health.trouble()
    const dealt = await Promise.all(
      decks.map((deck, i) =>
        playRound(deck, { ...target, chance: target.chance.branch(`${lanes[i]} ${toll.rounds}`) }, toll),
      ),
    )
    const since = Date.now()
    const well = await holdsWithin(recoversWithin, async () => (await problemsOf(target)).length === 0, 100)
    const recovery = Date.now() - since
    mended()
    toll.rounds++
    toll.longestRecovery = Math.max(toll.longestRecovery, recovery)
    report(`round ${toll.rounds}: ${dealt.flat().join(', ')}; well after ${(recovery / 1_000).toFixed(1)} s`)
    if (!well) {
      for (const problem of await problemsOf(target))
        target.complain(`not well after ${recoversWithin / 1_000} s: ${problem}`)
      break
    }
    await sleep(target.chance.between(1_500, 3_000))
  }
  return toll
}

async function problemsOf({ stage, readers }: Target): Promise<string[]> {
  const away = readers.filter((reader) => !reader.up()).map(({ reading }) => `${reading.reader} has no connection`)
  return [...away, ...(await stage.problems())]
}

type Deck = { next(): string | null; isEmpty(): boolean }

function openDeck(lane: Lane, { names, lasts }: Storm, chance: Chance): Deck {
  const cards = names.filter((name) => faults[name]?.lane === lane)
  const once = lasts === null
  const fill = () =>
    once ? [...cards] : chance.shuffled(cards.flatMap((name) => Array<string>(weights[name] ?? 1).fill(name)))
  let deck = fill()
  return {
    next: () => {
      if (deck.length === 0 && !once) deck = fill()
      return deck.shift() ?? null
    },
    isEmpty: () => deck.length === 0,
  }
}

async function playRound(deck: Deck, target: Target, { done }: Toll): Promise<string[]> {
  const played: string[] = []
  for (let card = 0; card < perRound; card++) {
    const name = deck.next()
    const fault = name === null ? undefined : faults[name]
    if (name === null || !fault) break
    await sleep(target.chance.between(0, 1_000))
    try {
      await fault.strike(target)
    } catch (error) {
      throw new Error(`${name} could not be done: ${error}`)
    }
    played.push(name)
    count(done, name)
  }
  return played
}

/** How often the component that was killed least often was killed. */
function fewestKills({ stage }: Target): number {
  return Math.min(...mortals(stage).map(({ killed }) => killed()))
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
