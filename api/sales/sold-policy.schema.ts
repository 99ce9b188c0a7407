import { Agent } from '../auth/agent.schema.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/pagination.ts'
import { Money } from '../graphql/scalars.ts'
import { Product } from '../policies/product.schema.ts'
import { SalesFilter } from './report.schema.ts'
import type { SoldPolicy as SoldPolicyRecord } from './store.ts'

const SoldPolicy = builder.objectRef<SoldPolicyRecord>('SoldPolicy').implement({
  description:
    'A policy that is in the numbers of `sales`, as its events told. `policy` has more of those that the viewer may open: not of other agents’ and not of those sold by other services.',
  fields: (t) => ({
    number: t.exposeID('policyNumber'),
    productCode: t.exposeID('productCode'),
    product: t.field({
      type: Product,
      nullable: true,
      resolve: ({ productCode }, _, { loaders }) => loaders.product.load(productCode),
    }),
    login: t.id({ nullable: true, resolve: ({ agent }) => agent || null }),
    agent: t.field({
      type: Agent,
      nullable: true,
      resolve: ({ agent }, _, { loaders }) => (agent === '' ? null : loaders.agent.load(agent)),
    }),
    premium: t.field({ type: Money, description: 'As it was agreed.', resolve: ({ premium }) => ({ cents: premium }) }),
    soldAt: t.expose('soldAt', { type: 'DateTime' }),
    coverFrom: t.expose('coverFrom', { type: 'Date' }),
    terminated: t.boolean({ resolve: ({ terminatedAt }) => terminatedAt !== null }),
    terminatedOn: t.expose('terminatedOn', {
      type: 'Date',
      nullable: true,
      description: 'The last day of the cover that is left; null also where the event of the termination has none.',
    }),
  }),
})

const { Connection: SoldPolicyConnection } = connectionOf<SoldPolicyRecord>('SoldPolicy', SoldPolicy)

builder.queryField('soldPolicies', (t) =>
  t.field({
    authorize: 'signedIn',
    description:
      'The policies behind the numbers of `sales` with the same filter: those of which Parley heard last at the end.',
    type: SoldPolicyConnection,
    args: { ...pageArgs, filter: t.arg({ type: SalesFilter, required: false }) },
    resolve: (_, { filter, ...page }, { sales }) => sales.soldPolicies(filter ?? null, page),
  }),
)
