import { expect } from 'vitest'
import { aHolder, aTrip } from '../policies/testing.ts'
import { type Following, follow, type Heard, type Transport } from './following.ts'

export type Answer<Data> = { data: Data; errors?: { message: string; extensions: Record<string, unknown> }[] }
type Json = Record<string, unknown>

/** What an agent can listen to. Lists are followed from where they stand, unless `after` says otherwise. */
const listenable = {
  messages: {
    query:
      'subscription ($after: Cursor) { messageReceived(after: $after) { cursor node { id text author { login } } } }',
    stand: '{ room(id: "general") { messages(last: 0) { pageInfo { endCursor } } } }',
    read: (data: Json) => edge(data.messageReceived),
  },
  notifications: {
    query: 'subscription ($after: Cursor) { notification(after: $after) { cursor node { __typename id text } } }',
    stand: '{ notifications(last: 0) { pageInfo { endCursor } } }',
    read: (data: Json) => edge(data.notification),
  },
  presence: {
    query: 'subscription { presenceChanged { online agent { login } } }',
    stand: null,
    read: (data: Json): Heard => {
      const { online, agent } = data.presenceChanged as { online: boolean; agent: { login: string } }
      return { text: `${agent.login} ${online ? 'came' : 'left'}` }
    },
  },
}

function edge(value: unknown): Heard {
  const { cursor, node } = value as { cursor: string; node: { id: string; text: string } }
  return { cursor, id: node.id, text: node.text }
}

export type Refusal = { __typename: string; code: string; reason: string; fields?: { path: string; message: string }[] }

/** A person with a token, in the words of the business. */
export type Agent = ReturnType<typeof createAgent>

export function createAgent(at: string, login: string, token: string, onLeave: (leave: () => void) => void) {
  let url = at

  /** The whole answer to one operation. */
  const operation = async <Data = Json>(query: string, variables: Json = {}): Promise<Answer<Data>> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    })
    return (await response.json()) as Answer<Data>
  }

  /** The data of an operation that must succeed. */
  const ask = async <Data = Json>(query: string, variables: Json = {}): Promise<Data> => {
    const { data, errors } = await operation<Data>(query, variables)
    expect(errors).toBeUndefined()
    return data
  }

  /** One mutation with `input`; the answer is its success or its refusal. */
  const does = async <Success>(name: string, success: string, input: unknown): Promise<Success | Refusal> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}`
    const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
      ... on Error { code reason: message } ... on InvalidInput { fields { path message } } ... on ${type}Success { ${success} } } }`
    return (await ask<Record<string, Success | Refusal>>(query, { input }))[name] as Success | Refusal
  }
  const succeeds = async <Success>(name: string, success: string, input: unknown): Promise<Success> => {
    const answer = await does<Success>(name, success, input)
    expect(answer).not.toHaveProperty('code')
    return answer as Success
  }

  return {
    login,
    token,
    operation,
    ask,
    /** From now on everything goes to another process, as a load balancer would have it. */
    movesTo: (another: string | undefined) => {
      url = another ?? url
    },
    /** What a mutation refuses with. */
    isRefused: async (name: string, input: unknown): Promise<Refusal> => {
      const answer = await does(name, '__typename', input)
      expect(answer).toHaveProperty('code')
      return answer as Refusal
    },
    /** What a mutation answers that must succeed. */
    does: succeeds,
    sends: (text: string, more: { clientId?: string; roomId?: string; replyTo?: string } = {}) =>
      succeeds<{ cursor: string; message: { id: string; text: string; clientId: string | null } }>(
        'sendMessage',
        'cursor message { id text clientId }',
        { text, ...more },
      ),
    announces: (text: string) => succeeds<{ __typename: string }>('announce', '__typename', { text }),
    offers: async (changes: Parameters<typeof aTrip>[0] = {}) => {
      const offer = 'offer { number status validUntil totalPrice { amount currencyCode } }'
      return (await succeeds<{ offer: Offer }>('createOffer', offer, aTrip(changes))).offer
    },
    buys: async (offer: { number: string }) => {
      const policy = 'policy { number status policyFrom policyTo totalPremium { amount } agent { login } }'
      const input = { offerNumber: offer.number, policyHolder: aHolder() }
      return (await succeeds<{ policy: Policy }>('buyPolicy', policy, input)).policy
    },
    terminates: (policy: { number: string }, terminationDate: string) =>
      succeeds<{ refund: { amount: string }; policy: Policy }>(
        'terminatePolicy',
        'refund { amount } policy { number status policyFrom policyTo totalPremium { amount } agent { login } }',
        { policyNumber: policy.number, terminationDate },
      ),
    /** Follows any subscription. */
    followsQuery: (
      query: string,
      read: (data: Json) => Heard,
      { over = 'WebSocket', after = null }: { over?: Transport; after?: string | null } = {},
    ): Following => {
      const following = follow(over, { url: () => url, token, query, read, after })
      onLeave(following.leave)
      return following
    },
    follows: async (
      what: keyof typeof listenable,
      { over = 'WebSocket', after }: { over?: Transport; after?: string | null } = {},
    ): Promise<Following> => {
      const { query, stand, read } = listenable[what]
      const start = after !== undefined || !stand ? (after ?? null) : endCursorOf(await ask(stand))
      const following = follow(over, { url: () => url, token, query, read, after: start })
      onLeave(following.leave)
      return following
    },
  }
}

export type Offer = {
  number: string
  status: string
  validUntil: string
  totalPrice: { amount: string; currencyCode: string }
}
export type Policy = {
  number: string
  status: string
  policyFrom: string
  policyTo: string
  totalPremium: { amount: string }
  agent: { login: string } | null
}

function endCursorOf(data: Json): string | null {
  const list = (data.room as Json | undefined)?.messages ?? data.notifications
  return (list as { pageInfo: { endCursor: string | null } }).pageInfo.endCursor
}
