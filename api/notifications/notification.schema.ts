import { Agent } from '../auth/agent.schema.ts'
import { Message } from '../chat/message.schema.ts'
import { encodeCursor } from '../feed/cursor.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/pagination.ts'
import { Money } from '../graphql/scalars.ts'
import { Product } from '../policies/product.schema.ts'
import type { Context } from '../schema/context.ts'
import type { Loaders } from '../schema/loaders.ts'
import { type Notification as NotificationRecord, render, renderMention } from './notification.ts'
import { topic } from './service.ts'
import { restore } from './stored.ts'

const NotificationKind = builder.enumType('NotificationKind', {
  values: {
    POLICY_SOLD: { value: 'PolicySold' },
    POLICY_TERMINATED: { value: 'PolicyTerminated' },
    PRODUCT_ACTIVATED: { value: 'ProductActivated' },
    TARIFF_CHANGED: { value: 'TariffChanged' },
    PAYMENT_RECEIVED: { value: 'PaymentReceived' },
    COMMISSION_CALCULATED: { value: 'CommissionCalculated' },
    ANNOUNCEMENT: { value: 'Announcement' },
    MENTIONED: { value: 'Mentioned' },
  } satisfies Record<string, { value: NotificationRecord['kind'] }>,
})

/** A filter by the short number of a policy, with the number that events call it by. */
async function withWireNumber<Filter extends { policyNumber?: string | null }>(
  filter: Filter,
  { policies }: Pick<Context, 'policies'>,
): Promise<Filter> {
  if (filter.policyNumber == null) return filter
  return { ...filter, policyNumber: await policies.wireNumber(filter.policyNumber, 'filter.policyNumber') }
}

const Notification = builder.interfaceRef<NotificationRecord>('Notification')
Notification.implement({
  description: 'Something the business did, told as it happens.',
  resolveType: (notification) => notification.kind,
  fields: (t) => ({
    id: t.exposeID('id'),
    at: t.expose('at', { type: 'DateTime' }),
    kind: t.expose('kind', { type: NotificationKind }),
    text: t.string({
      resolve: (notification, _, context) =>
        notification.kind === 'Mentioned' ? textOfMention(notification, context) : render(notification),
    }),
    amount: t.field({
      description: 'The sum it is about: premium, refund, payment or commission.',
      type: Money,
      nullable: true,
      resolve: (notification) => ('amountCents' in notification ? { cents: notification.amountCents } : null),
    }),
    policyNumber: t.id({
      nullable: true,
      resolve: (notification) => ('policyNumber' in notification ? notification.policyNumber : null),
    }),
  }),
})

const kindRef = <Kind extends NotificationRecord['kind']>(kind: Kind) =>
  builder.objectRef<NotificationRecord & { kind: Kind }>(kind)

/** Each kind adds to the interface what only it can say. */
const Announcement = kindRef('Announcement').implement({
  description: 'What an administrator tells every agent.',
  interfaces: [Notification],
  fields: (t) => ({ author: t.field({ type: Agent, nullable: true, resolve: agentOf }) }),
})
kindRef('PolicySold').implement({
  interfaces: [Notification],
  fields: (t) => ({
    agent: t.field({
      description: 'Who sold it, where the event names an agent we know.',
      type: Agent,
      nullable: true,
      resolve: agentOf,
    }),
    product: t.field({ type: Product, nullable: true, resolve: productOf }),
    productCode: t.exposeID('productCode'),
  }),
})
kindRef('PolicyTerminated').implement({
  description: 'The amount is the refund.',
  interfaces: [Notification],
  fields: (t) => ({
    agent: t.field({ description: 'Who sold it.', type: Agent, nullable: true, resolve: agentOf }),
    product: t.field({ type: Product, nullable: true, resolve: productOf }),
    productCode: t.exposeID('productCode'),
    terminatedOn: t.expose('day', { type: 'Date', nullable: true }),
  }),
})
kindRef('ProductActivated').implement({
  interfaces: [Notification],
  fields: (t) => ({
    product: t.field({ type: Product, nullable: true, resolve: productOf }),
    productCode: t.exposeID('productCode'),
  }),
})
kindRef('TariffChanged').implement({
  interfaces: [Notification],
  fields: (t) => ({
    product: t.field({ type: Product, nullable: true, resolve: productOf }),
    productCode: t.exposeID('productCode'),
    validFrom: t.expose('day', { type: 'Date', nullable: true }),
  }),
})
kindRef('PaymentReceived').implement({
  interfaces: [Notification],
  fields: (t) => ({ agent: t.field({ type: Agent, nullable: true, resolve: agentOf }) }),
})
kindRef('CommissionCalculated').implement({
  interfaces: [Notification],
  fields: (t) => ({ agent: t.field({ type: Agent, nullable: true, resolve: agentOf }) }),
})

kindRef('Mentioned').implement({
  description: 'Somebody has mentioned the viewer in a message of a room that the viewer is in.',
  interfaces: [Notification],
  fields: (t) => ({
    message: t.field({
      description: 'As it is now.',
      type: Message,
      resolve: ({ messageId }, _, { loaders }) => loaders.messageOf(messageId),
    }),
  }),
})

type Loaded = { loaders: Loaders }

/** Made without asking for the viewer, since whoever gets the notification may read the message. */
async function textOfMention(
  { messageId, agentLogin }: NotificationRecord & { kind: 'Mentioned' },
  { loaders }: Loaded,
) {
  const message = await loaders.messageOf(messageId)
  const [author, room] = await Promise.all([loaders.agentNamed(agentLogin), loaders.roomOf(message.roomId)])
  return renderMention({ author: author.name, room: room.name, text: message.text })
}

function agentOf({ agentLogin }: { agentLogin: string | null }, _: unknown, { loaders }: Loaded) {
  return agentLogin === null ? null : loaders.agent.load(agentLogin)
}

function productOf({ productCode }: { productCode: string }, _: unknown, { loaders }: Loaded) {
  return loaders.product.load(productCode)
}

const { Edge: NotificationEdge, Connection: NotificationConnection } = connectionOf('Notification', Notification)

const NotificationFilter = builder.inputType('NotificationFilter', {
  description: 'What is named must all hold. An empty list matches nothing.',
  fields: (t) => ({
    kinds: t.field({ type: [NotificationKind], required: false }),
    productCodes: t.idList({
      required: false,
      description: 'Those that are about one of these products, in any case; payments and commissions name none.',
    }),
    policyNumber: t.id({ required: false, description: 'Those that are about this policy; in any case.' }),
    mine: t.boolean({
      required: false,
      description: 'Those that name the viewer as who sold, earned or announced, and mentions of the viewer.',
    }),
    minAmount: t.field({ type: 'Decimal', required: false, description: 'Those with an amount, of at least so much.' }),
  }),
})

const NotificationCount = builder
  .objectRef<{ kind: NotificationRecord['kind']; count: number }>('NotificationCount')
  .implement({ fields: (t) => ({ kind: t.expose('kind', { type: NotificationKind }), count: t.exposeInt('count') }) })

builder.objectField(NotificationConnection, 'unreadByKind', (t) =>
  t.field({
    description: 'Those that `unreadCount` counts, by kind; kinds of which there are none are left out.',
    type: [NotificationCount],
    resolve: (_, __, { notifications, viewer }) => notifications.unreadByKind(viewer),
  }),
)

builder.objectField(NotificationConnection, 'unreadCount', (t) =>
  t.int({
    description: 'How many notifications this agent has not marked as read, whatever the page is filtered by.',
    resolve: (_, __, { notifications, viewer }) => notifications.unreadCount(viewer),
  }),
)

builder.queryField('notifications', (t) =>
  t.field({
    authorize: 'signedIn',
    description: 'Newest at the end; without arguments the last 50.',
    type: NotificationConnection,
    args: { ...pageArgs, filter: t.arg({ type: NotificationFilter, required: false }) },
    resolve: async (_, { filter, ...args }, { notifications, policies, viewer }) =>
      notifications.notifications(viewer, args, await withWireNumber(filter ?? {}, { policies })),
  }),
)

const AnnounceInput = builder.inputType('AnnounceInput', {
  fields: (t) => ({
    text: t.string(),
    pinned: t.boolean({ defaultValue: false, description: 'Keeps it in sight of everybody.' }),
    shownUntil: t.field({
      type: 'DateTime',
      required: false,
      description: 'For a pinned one: when it goes by itself.',
    }),
  }),
})
const AnnounceSuccess = builder
  .objectRef<{ announcement: NotificationRecord & { kind: 'Announcement' } }>('AnnounceSuccess')
  .implement({ fields: (t) => ({ announcement: t.expose('announcement', { type: Announcement }) }) })

const MarkNotificationsReadInput = builder.inputType('MarkNotificationsReadInput', {
  fields: (t) => ({ upTo: t.field({ type: 'Cursor' }) }),
})
const MarkNotificationsReadSuccess = builder
  .objectRef<{ unreadCount: number }>('MarkNotificationsReadSuccess')
  .implement({ fields: (t) => ({ unreadCount: t.exposeInt('unreadCount') }) })

builder.mutationFields((t) => ({
  announce: t.field({
    authorize: 'ADMIN',
    description: 'Tells every agent something. Administrators only.',
    type: AnnounceSuccess,
    errors: refusals,
    args: { input: t.arg({ type: AnnounceInput }) },
    resolve: (_, { input }, { notifications, viewer }) =>
      notifications.announce(viewer, input).then((announcement) => ({ announcement })),
  }),
  markNotificationsRead: t.field({
    authorize: 'signedIn',
    type: MarkNotificationsReadSuccess,
    errors: refusals,
    args: { input: t.arg({ type: MarkNotificationsReadInput }) },
    resolve: (_, { input }, { notifications, viewer }) => notifications.markNotificationsRead(viewer, input.upTo),
  }),
}))

builder.subscriptionField('notification', (t) =>
  t.field({
    authorize: 'signedIn',
    description: 'Everything after a cursor, then everything new, once and in order. Without a cursor it starts now.',
    type: NotificationEdge,
    args: {
      after: t.arg({ type: 'Cursor', required: false }),
      filter: t.arg({ type: NotificationFilter, required: false }),
    },
    // Read again at each entry: a socket that renews its session has another viewer from then on.
    subscribe: async (_, { after, filter }, context) =>
      context.notifications.notification(
        () => context.viewer,
        after ?? null,
        await withWireNumber(filter ?? {}, context),
      ),
    resolve: (entry) => ({ cursor: encodeCursor(topic, entry), node: restore(entry.body) }),
  }),
)
