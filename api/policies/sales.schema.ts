import { builder } from '../graphql/builder.ts'
import { Money } from '../graphql/scalars.ts'
import type { SalesTotal } from './service.ts'

const SalesTotalRef = builder.objectRef<SalesTotal>('SalesTotal').implement({
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'Policies, with those that were terminated since.' }),
    premium: t.field({
      description: 'Their premiums as they were agreed.',
      type: Money,
      resolve: ({ premium }) => ({ cents: premium }),
    }),
  }),
})

const SalesSince = builder.objectRef<{ since: Date }>('SalesSince').implement({
  fields: (t) => ({
    own: t.field({
      description: 'What the viewer has sold.',
      type: SalesTotalRef,
      resolve: ({ since }, _, { policies, viewer }) => policies.ownSales(viewer, since),
    }),
    team: t.field({
      description: 'What all have sold. Null for agents.',
      type: SalesTotalRef,
      nullable: true,
      resolve: ({ since }, _, { policies, viewer }) => policies.teamSales(viewer, since),
    }),
  }),
})

builder.queryField('salesSince', (t) =>
  t.field({
    authorize: 'signedIn',
    description: 'What has been sold from a moment on, which may be 31 days ago at most.',
    type: SalesSince,
    args: { since: t.arg({ type: 'DateTime' }) },
    resolve: (_, { since }, { policies }) => ({ since: policies.countedSince(since) }),
  }),
)
