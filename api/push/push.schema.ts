import { builder, refusals } from '../graphql/builder.ts'

const PushKeysInput = builder.inputType('PushKeysInput', {
  fields: (t) => ({ p256dh: t.string(), auth: t.string() }),
})
const SubscribeToPushInput = builder.inputType('SubscribeToPushInput', {
  description: 'What a `PushSubscription` of a browser says of itself as JSON.',
  fields: (t) => ({
    endpoint: t.string({ description: 'An https address at a public name.' }),
    keys: t.field({ type: PushKeysInput }),
  }),
})
const UnsubscribeFromPushInput = builder.inputType('UnsubscribeFromPushInput', {
  fields: (t) => ({ endpoint: t.string() }),
})

const success = (name: string) =>
  builder.objectRef<{ endpoint: string }>(name).implement({ fields: (t) => ({ endpoint: t.exposeString('endpoint') }) })

builder.queryField('pushKey', (t) =>
  t.field({
    authorize: 'signedIn',
    description: 'The `applicationServerKey` with which a browser subscribes: VAPID, in base64url.',
    type: 'String',
    resolve: (_, __, { pushes }) => pushes.pushKey,
  }),
)

builder.mutationFields((t) => ({
  subscribeToPush: t.field({
    authorize: 'signedIn',
    description:
      'Pushes to this browser what calls the viewer while no window of the app is in sight anywhere, until the session ends. 20 browsers of an agent at most. Repeating it changes nothing.',
    type: success('SubscribeToPushSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: SubscribeToPushInput }) },
    resolve: async (_, { input }, { pushes, viewer }) => {
      await pushes.subscribeToPush(viewer, input)
      return { endpoint: input.endpoint }
    },
  }),
  unsubscribeFromPush: t.field({
    authorize: 'signedIn',
    description: 'Repeating it changes nothing.',
    type: success('UnsubscribeFromPushSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: UnsubscribeFromPushInput }) },
    resolve: async (_, { input: { endpoint } }, { pushes, viewer }) => {
      await pushes.unsubscribeFromPush(viewer, endpoint)
      return { endpoint }
    },
  }),
}))
