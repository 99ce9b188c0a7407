type Json = Record<string, unknown>
type Sale = {
  adults?: number
  holder?: { firstName: string; lastName: string }
  /** When the cover begins, in days from now; only an administrator's may begin in the past. */
  from?: number
  /** What to sell instead of a journey. */
  offer?: { productCode: string; answers: { questionCode: string; value: string }[] }
}

const passwords: Record<string, string> = { 'jimmy.solid': 'secret', 'danny.solid': 'secret', admin: 'admin' }
export const passwordOf = (login: string): string => passwords[login] ?? ''

export const loginMutation = `mutation ($input: LoginInput!) {
  login(input: $input) { __typename ... on LoginSuccess { accessToken } } }`

/** Somebody who works elsewhere and whom we do not watch: acts by GraphQL alone. */
export type Colleague = ReturnType<typeof createColleague>

export async function logInColleague(url: string, login: string): Promise<Colleague> {
  const body = JSON.stringify({ query: loginMutation, variables: { input: { login, password: passwordOf(login) } } })
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const { data } = (await response.json()) as { data: { login: { accessToken: string } } }
  return createColleague(url, login, data.login.accessToken)
}

export function createColleague(url: string, login: string, token: string) {
  const ask = async <Data>(query: string, variables: Json = {}): Promise<Data> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown[] }
    if (errors) throw new Error(`${login} was refused: ${JSON.stringify(errors)}`)
    return data
  }
  /** One mutation that must succeed. */
  const does = async <Success>(name: string, success: string, input: Json): Promise<Success> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
      ... on Error { code message } ... on InvalidInput { fields { path message } } ... on ${type}Success { ${success} } } }`
    const answer = (await ask<Record<string, Success & { __typename: string }>>(query, { input }))[name]
    if (answer?.__typename !== `${type}Success`) throw new Error(`${login} was refused: ${JSON.stringify(answer)}`)
    return answer
  }

  const prices = async ({ adults = 1, from = 1, offer: other }: Sale = {}) => {
    const { offer } = await does<{ offer: { number: string } }>('createOffer', 'offer { number }', {
      policyFrom: dayFromNow(from),
      policyTo: dayFromNow(from + 10),
      ...(other ?? aJourney(adults)),
    })
    return offer.number
  }

  return {
    says: (text: string) => does('sendMessage', 'cursor', { text }),
    /** The id of the direct room with somebody. */
    opens: async (login: string) =>
      (await does<{ room: { id: string } }>('openDirectRoom', 'room { id }', { logins: [login] })).room.id,
    writesIn: (roomId: string, text: string) => does<{ cursor: string }>('sendMessage', 'cursor', { roomId, text }),
    hasRead: (roomId: string, upTo: string) => does('markRoomRead', '__typename', { roomId, upTo }),
    types: () => does('setTyping', '__typename', { roomId: 'general' }),
    /** The id of a message, for what is done to it later. */
    writes: async (text: string, replyTo?: string) => {
      const input = { text, ...(replyTo ? { replyTo } : {}) }
      return (await does<{ sent: { id: string } }>('sendMessage', 'sent: message { id }', input)).sent.id
    },
    edits: (messageId: string, text: string) => does('editMessage', '__typename', { messageId, text }),
    deletes: (messageId: string) => does('deleteMessage', '__typename', { messageId }),
    reacts: (messageId: string, emoji: string) => does('react', '__typename', { messageId, emoji }),
    /** A journey through Europe, 36.00 for each adult, that begins tomorrow and lasts ten days; the offer's number. */
    prices,
    /** The same as a policy; its number. */
    sells: async ({ holder = { firstName: 'Jan', lastName: 'Żak' }, ...sale }: Sale = {}) => {
      const offerNumber = await prices(sale)
      const address = { country: 'Poland', zipCode: '00-001', city: 'Warszawa', street: 'Prosta 1' }
      const policyHolder = { ...holder, taxId: '80010112345', address }
      const { policy } = await does<{ policy: { number: string } }>('buyPolicy', 'policy { number }', {
        offerNumber,
        policyHolder,
      })
      return policy.number
    },
    terminates: (policyNumber: string, terminationDate = dayFromNow(4)) =>
      does('terminatePolicy', 'refund { amount }', { policyNumber, terminationDate }),
    /** Imports a bank statement; each line names an account and an amount. */
    imports: (...lines: string[]) =>
      does('importBankStatement', 'booked', {
        fileName: 'may.csv',
        content: ['id,title,date,account,amount', ...lines, ''].join('\n'),
      }),
    /** The language she has chosen. */
    language: async () =>
      (await ask<{ preferences: { language: string | null } }>('{ preferences { language } }')).preferences.language,
    announces: (text: string, more: { pinned?: boolean } = {}) => does('announce', '__typename', { text, ...more }),
    /** Makes the account of an agent; its password. */
    employs: async (login: string, name: string) =>
      (await does<{ password: string }>('createAgent', 'password', { login, name, role: 'AGENT' })).password,
    deactivates: (login: string) => does('deactivateAgent', '__typename', { login }),
    /** Has read everything, on whatever device. */
    hasReadAll: async (): Promise<void> => {
      type Read = { room: { changesAfter: string } }
      const { room } = await ask<Read>('{ room(id: "general") { changesAfter } }')
      await does('markRoomRead', 'room { id }', { roomId: 'general', upTo: room.changesAfter })
    },
    /** The texts of the last messages as the server has them. */
    reads: async (last = 50): Promise<string[]> => {
      const query = `query ($last: Int) { room(id: "general") { messages(last: $last) { edges { node { text } } } } }`
      type Read = { room: { messages: { edges: { node: { text: string } }[] } } }
      const { room } = await ask<Read>(query, { last })
      return room.messages.edges.map(({ node }) => node.text)
    },
  }
}

const aJourney = (adults: number) => ({
  productCode: 'TRI',
  selectedCovers: ['C2', 'C3'],
  answers: [
    { questionCode: 'DESTINATION', value: 'EUR' },
    { questionCode: 'NUM_OF_ADULTS', value: `${adults}` },
    { questionCode: 'NUM_OF_CHILDREN', value: '0' },
  ],
})

/** The time zone of the browsers. */
export const timeZone = 'Europe/Warsaw'

/** `YYYY-MM-DD`, counted from the day that it is in the browsers. */
export function dayFromNow(days: number): string {
  const day = new Date(new Date().toLocaleDateString('sv-SE', { timeZone }))
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}
