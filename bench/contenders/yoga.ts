import { createServer } from 'node:http'
import { useServer } from 'graphql-ws/use/ws'
import { createPubSub, createSchema, createYoga } from 'graphql-yoga'
import { WebSocketServer } from 'ws'
import { createMessage, host, type Message, port, typeDefs } from './chat.ts'

// After https://the-guild.dev/graphql/yoga-server/docs/features/subscriptions, section "GraphQL over WebSocket".
const pubSub = createPubSub<{ messageReceived: [Message] }>()

const yoga = createYoga({
  schema: createSchema({
    typeDefs,
    resolvers: {
      Mutation: {
        sendMessage: (_, { text }) => {
          const message = createMessage(text)
          pubSub.publish('messageReceived', message)
          return message
        },
      },
      Subscription: {
        messageReceived: {
          subscribe: () => pubSub.subscribe('messageReceived'),
          resolve: (message: Message) => message,
        },
      },
    },
  }),
  logging: false,
})

type Enveloped = Pick<ReturnType<typeof yoga.getEnveloped>, 'execute' | 'subscribe'>

const server = createServer(yoga)
const sockets = new WebSocketServer({ server, path: yoga.graphqlEndpoint })

useServer(
  {
    execute: (args) => (args.rootValue as Enveloped).execute(args),
    subscribe: (args) => (args.rootValue as Enveloped).subscribe(args),
    onSubscribe: async (ctx, _id, params) => {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
        ...ctx,
        req: ctx.extra.request,
        socket: ctx.extra.socket,
        params,
      })
      const args = {
        schema,
        operationName: params.operationName,
        document: parse(params.query),
        variableValues: params.variables,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe },
      }
      const errors = validate(args.schema, args.document)
      return errors.length > 0 ? errors : args
    },
  },
  sockets,
)

server.listen(port, host)
