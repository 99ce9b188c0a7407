import { createServer } from 'node:http'
import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer'
import { expressMiddleware } from '@as-integrations/express5'
import { makeExecutableSchema } from '@graphql-tools/schema'
import express from 'express'
import { PubSub } from 'graphql-subscriptions'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import { createMessage, host, port, typeDefs } from './chat.ts'

// After https://www.apollographql.com/docs/apollo-server/data/subscriptions.
const pubsub = new PubSub()

const schema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Query: { hello: () => 'world' },
    Mutation: {
      sendMessage: async (_, { text }) => {
        const message = createMessage(text)
        await pubsub.publish('MESSAGE_RECEIVED', { messageReceived: message })
        return message
      },
    },
    Subscription: {
      messageReceived: { subscribe: () => pubsub.asyncIterableIterator(['MESSAGE_RECEIVED']) },
    },
  },
})

const app = express()
const httpServer = createServer(app)
const wsServer = new WebSocketServer({ server: httpServer, path: '/graphql' })
const serverCleanup = useServer({ schema }, wsServer)

const server = new ApolloServer({
  schema,
  plugins: [
    ApolloServerPluginDrainHttpServer({ httpServer }),
    {
      async serverWillStart() {
        return {
          async drainServer() {
            await serverCleanup.dispose()
          },
        }
      },
    },
  ],
})

await server.start()
app.use('/graphql', express.json(), expressMiddleware(server))
httpServer.listen(port, host)
