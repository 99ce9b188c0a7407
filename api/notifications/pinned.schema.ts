import { Agent } from '../auth/agent.schema.ts'
import { builder, refusals } from '../graphql/builder.ts'
import type { PinnedAnnouncement as PinnedRecord } from './pinned-store.ts'

const PinnedAnnouncement = builder.objectRef<PinnedRecord>('PinnedAnnouncement').implement({
  description: 'An announcement that stays in sight.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'That of the announcement.' }),
    text: t.exposeString('text'),
    author: t.field({ type: Agent, resolve: ({ author }, _, { loaders }) => loaders.agentNamed(author) }),
    pinnedAt: t.expose('pinnedAt', { type: 'DateTime' }),
    shownUntil: t.expose('shownUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Null where it stays until it is taken down.',
    }),
  }),
})

const UnpinAnnouncementInput = builder.inputType('UnpinAnnouncementInput', { fields: (t) => ({ id: t.id() }) })
const UnpinAnnouncementSuccess = builder
  .objectRef<{ pinned: PinnedRecord[] }>('UnpinAnnouncementSuccess')
  .implement({ fields: (t) => ({ pinnedAnnouncements: t.expose('pinned', { type: [PinnedAnnouncement] }) }) })

builder.queryField('pinnedAnnouncements', (t) =>
  t.field({
    authorize: 'signedIn',
    description: 'The newest first, 20 at most. Ask again when an Announcement is notified of.',
    type: [PinnedAnnouncement],
    resolve: (_, __, { notifications }) => notifications.pinnedAnnouncements(),
  }),
)

builder.mutationField('unpinAnnouncement', (t) =>
  t.field({
    authorize: 'ADMIN',
    description:
      'Takes a pinned announcement down; it stays in the list of notifications. Repeating it changes nothing.',
    type: UnpinAnnouncementSuccess,
    errors: refusals,
    args: { input: t.arg({ type: UnpinAnnouncementInput }) },
    resolve: (_, { input }, { notifications, viewer }) =>
      notifications.unpinAnnouncement(viewer, input.id).then((pinned) => ({ pinned })),
  }),
)
