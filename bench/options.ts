import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { type Contender, contenders } from './contenders.ts'

export type Options = {
  parts: string[]
  contenders: Contender[]
  subscribers: number[]
  idle: number[]
  documents: number[]
  seconds: number
  warmUp: number
  inFlight: number
  /** Deliveries a second of the fixed load. */
  rate: number
  rounds: number
  loaders: number
  messages: number
  policies: number
  /** Where Node's CPU profiles of the servers go; null for none. */
  profile: string | null
  dry: boolean
}

const defaults = {
  contenders: contenders.map(({ name }) => name).join(','),
  subscribers: '100,1000,5000',
  idle: '5000,10000',
  documents: '1,10,100',
  seconds: '5',
  'warm-up': '2',
  'in-flight': '64',
  rate: '20000',
  rounds: '1',
  loaders: String(Math.max(1, Math.min(4, availableParallelism() - 1))),
  messages: '1000000',
  policies: '1000000',
}

export const usage = (parts: readonly string[]) => `npm run bench -- [part …] [options]

parts      ${parts.join(', ')}; all of them when none is named
options    ${Object.entries(defaults)
  .map(([name, value]) => `--${name} ${value}`)
  .join('\n           ')}
           --profile DIRECTORY writes a CPU profile of every server there, which costs some of its speed
           --dry prints without writing bench/RESULTS.md
`

/** Something typed that means nothing here; the message is for the person who typed it. */
export class WrongOption extends Error {
  override name = 'WrongOption'
}

/** Throws {@link WrongOption}. */
export function readOptions(args: string[], parts: readonly string[]): Options {
  const { values, positionals } = parse(args)
  const unknown = positionals.find((part) => !parts.includes(part))
  if (unknown) throw new WrongOption(`There is no part ${unknown}.\n\n${usage(parts)}`)
  const text = (name: keyof typeof defaults) => String(values[name] ?? defaults[name])
  const numbers = (name: keyof typeof defaults) =>
    text(name)
      .split(',')
      .map((value) => {
        const number = Number(value)
        if (!(number > 0)) throw new WrongOption(`--${name} takes numbers above 0, got "${value}".`)
        return number
      })
  const number = (name: keyof typeof defaults) => numbers(name)[0] as number
  return {
    parts: positionals.length > 0 ? positionals : [...parts],
    contenders: text('contenders').split(',').map(known),
    subscribers: numbers('subscribers'),
    idle: numbers('idle'),
    documents: numbers('documents'),
    seconds: number('seconds'),
    warmUp: number('warm-up'),
    inFlight: number('in-flight'),
    rate: number('rate'),
    rounds: number('rounds'),
    loaders: number('loaders'),
    messages: number('messages'),
    policies: number('policies'),
    profile: typeof values.profile === 'string' ? values.profile : null,
    dry: values.dry === true,
  }
}

function parse(args: string[]): { values: Record<string, unknown>; positionals: string[] } {
  const named = Object.keys(defaults).map((name) => [name, { type: 'string' as const }])
  const options = {
    ...Object.fromEntries(named),
    profile: { type: 'string' as const },
    dry: { type: 'boolean' as const },
  }
  try {
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new WrongOption((error as Error).message)
  }
}

function known(name: string): Contender {
  const found = contenders.find((one) => one.name === name)
  if (!found) throw new WrongOption(`There is no contender ${name}: ${contenders.map((one) => one.name).join(', ')}`)
  return found
}
