import { useQuery } from 'urql'
import { graphql } from '../gql/index.ts'
import { usePeople } from '../people/PeopleProvider.tsx'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { mayMeanHere, type Person, peopleFor, type Suggestion } from './completion.ts'

const RoomMembers = graphql(`
  query RoomMembers($roomId: ID!) { room(id: $roomId) { id kind members { login name } } }
`)

const most = 8

/** All agents are its members: they are known already. */
const everybody = 'general'

/** Whom a part of a name may mean: members of the room first, then other agents, and `@here`. */
export function useMentionSuggestions(roomId: string, query: string): Suggestion[] {
  const t = useTexts()
  const { people } = usePeople()
  const me = useMe()?.login
  const others = (all: readonly Person[] | null | undefined) => all?.filter(({ login }) => login !== me) ?? []
  const [{ data }] = useQuery({
    query: RoomMembers,
    variables: { roomId },
    pause: roomId === everybody,
    requestPolicy: 'cache-and-network',
  })
  const found = peopleFor(query, others(data?.room?.members), others(people), most - 1).map(({ login, name }) => ({
    insert: `@${login}`,
    login,
    label: name,
    detail: `@${login}`,
  }))
  // In a direct room every message calls everybody.
  const here: Suggestion = { insert: '@here', sign: '@', label: '@here', detail: t('composer.here') }
  const isOffered = data?.room?.kind !== 'DIRECT' && mayMeanHere(query)
  if (!isOffered) return found
  return query ? [here, ...found] : [...found, here]
}
