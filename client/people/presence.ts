import type { Client, CombinedError } from 'urql'
import type { Presence_AgentFragment } from '../gql/graphql.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { createStore } from '../lib/store.ts'
import { follow } from '../live/follow.ts'
import { connection } from '../network/connection.ts'
import { type Pictures, picturesOf, withPicture } from './pictures.ts'

const Presence_agent = graphql(`
  fragment Presence_agent on Agent {
    login name role online presence lastSeenAt avatar(small: true) status { emoji text until }
  }
`)

const Agents = graphql(`query Agents { agents { ...Presence_agent } }`)

const PresenceChanged = graphql(`
  subscription PresenceChanged { presenceChanged { online presence agent { ...Presence_agent } } }
`)

export type Person = Presence_AgentFragment

type People = { agents: readonly Person[] | null; error: CombinedError | null }

/**
 * Who there is and who is online. Presence is not kept by the server, so a change during a lost connection is never
 * replayed: the list is read again at every connection, and a change that arrives after a query was sent wins over its answer.
 */
export function createPresence(client: Client) {
  const store = createStore<People>({ agents: null, error: null })
  const pictures = createStore<Pictures>(new Map())
  let asking = false
  let askAgain = false
  let changedSince = new Map<string, Person>()

  async function ask(): Promise<void> {
    changedSince = new Map()
    askAgain = asking
    // urql answers an equal question with the answer to the one that is under way: too old, so it is asked afterwards.
    if (asking) return
    asking = true
    const { data, error } = await client.query(Agents, {}, { requestPolicy: 'network-only' }).toPromise()
    asking = false
    const agents = data?.agents.map((agent) => readFragment(Presence_agent, agent)) ?? store.get().agents
    const people = agents && withChanges(agents, changedSince)
    store.set({ agents: people, error: error ?? null })
    if (people) pictures.set(picturesOf(people))
    if (askAgain) await ask()
  }

  function start(): () => void {
    let generation = connection.get().generation
    ask()
    const stopWatching = connection.subscribe(() => {
      if (connection.get().generation === generation) return
      generation = connection.get().generation
      ask()
    })
    const unfollow = follow(client, {
      document: PresenceChanged,
      variables: {},
      reload: ask,
      onData({ presenceChanged: { agent, online, presence } }) {
        const person = { ...readFragment(Presence_agent, agent), online, presence }
        changedSince.set(person.login, person)
        const { agents } = store.get()
        if (agents) store.set({ ...store.get(), agents: withChange(agents, person) })
        pictures.set(withPicture(pictures.get(), person))
      },
    })
    return () => {
      askAgain = false
      stopWatching()
      unfollow()
    }
  }

  return { store, pictures, start, ask }
}

/** The agents as they were, overlaid with what has changed since; those online first, then by name. */
export function withChanges(agents: readonly Person[], changes: ReadonlyMap<string, Person>): Person[] {
  const people = new Map(agents.map((agent) => [agent.login, agent]))
  for (const [login, person] of changes) people.set(login, person)
  return [...people.values()].sort(byPlace)
}

/** The same with one change to agents who are in that order, without sorting thousands of others again. */
export function withChange(agents: readonly Person[], person: Person): Person[] {
  const others = agents.filter(({ login }) => login !== person.login)
  let [from, to] = [0, others.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const other = others[middle]
    if (other && byPlace(other, person) <= 0) from = middle + 1
    else to = middle
  }
  return others.toSpliced(from, 0, person)
}

const names = new Intl.Collator()
const byPlace = (a: Person, b: Person): number => Number(b.online) - Number(a.online) || names.compare(a.name, b.name)

/** Those whose name or login contains the filter, in any case; `me` first, the others in their order. */
export function listed<P extends { login: string; name: string }>(
  people: readonly P[],
  me: string | null,
  filter: string,
): P[] {
  const wanted = filter.trim().toLowerCase()
  const found = people.filter(({ name, login }) => `${name}\n${login}`.toLowerCase().includes(wanted))
  return [...found.filter(({ login }) => login === me), ...found.filter(({ login }) => login !== me)]
}
