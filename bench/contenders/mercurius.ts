import Fastify from 'fastify'
import mercurius from 'mercurius'
import { createMessage, host, port, typeDefs } from './chat.ts'

// After mercurius' docs/subscriptions.md and docs/api/options.md: with its just-in-time compiler, and mutations by
// WebSocket too.
const app = Fastify()

app.register(mercurius, {
  schema: typeDefs,
  resolvers: {
    Query: { hello: async () => 'world' },
    Mutation: {
      sendMessage: async (_, { text }, { pubsub }) => {
        const message = createMessage(text)
        await pubsub.publish({ topic: 'MESSAGE_RECEIVED', payload: { messageReceived: message } })
        return message
      },
    },
    Subscription: {
      messageReceived: { subscribe: async (_, __, { pubsub }) => pubsub.subscribe('MESSAGE_RECEIVED') },
    },
  },
  jit: 1,
  subscription: { fullWsTransport: true },
})

await app.listen({ host, port })
