import { randomUUID } from 'node:crypto'

/** What the GraphQL peers serve: the same message as Parley, kept nowhere and told to everybody. */
export const typeDefs = /* GraphQL */ `
  type Query {
    hello: String!
  }
  type Mutation {
    sendMessage(text: String!): Message!
  }
  type Subscription {
    messageReceived: Message!
  }
  type Message {
    id: ID!
    text: String!
    sentAt: String!
    author: Agent!
  }
  type Agent {
    login: ID!
    name: String!
  }
`

export type Message = { id: string; text: string; sentAt: string; author: { login: string; name: string } }

export function createMessage(text: string): Message {
  const author = { login: 'jimmy.solid', name: 'Jimmy Solid' }
  return { id: randomUUID(), text, sentAt: new Date().toISOString(), author }
}

export const port = Number(process.env.PORT)
export const host = '127.0.0.1'
