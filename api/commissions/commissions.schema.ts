import { Agent } from '../auth/agent.schema.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/pagination.ts'
import { Money } from '../graphql/scalars.ts'
import { Policy } from '../policies/policy.schema.ts'
import { Product } from '../policies/product.schema.ts'
import { type Commission as CommissionRecord, formatPercent } from './commission.ts'
import type { CommissionRate as CommissionRateRecord } from './rate-store.ts'
import type {
  AgentCommission as AgentCommissionRecord,
  CommissionMonth as CommissionMonthRecord,
  CommissionPage,
} from './service.ts'

const CommissionKind = builder.enumType('CommissionKind', {
  values: {
    SALE: { description: 'Was earned by a sale.' },
    TERMINATION: { description: 'Is taken back, since a part of the premium was paid back.' },
  },
})

const Commission = builder.objectRef<CommissionRecord>('Commission').implement({
  description: 'What the agent who sold a policy has earned by it, or lost again.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: CommissionKind }),
    policyNumber: t.exposeID('policyNumber'),
    productCode: t.exposeID('productCode'),
    product: t.field({
      description: 'Null for a product of another service.',
      type: Product,
      nullable: true,
      resolve: ({ productCode }, _, { loaders }) => loaders.product.load(productCode),
    }),
    agent: t.field({ type: Agent, resolve: ({ agentLogin }, _, { loaders }) => loaders.agentNamed(agentLogin) }),
    base: t.field({
      description: 'The premium that was sold, or what of it was paid back.',
      type: Money,
      resolve: ({ base }) => ({ cents: base }),
    }),
    percent: t.field({
      description: 'The rate of the product when the policy was sold.',
      type: 'Decimal',
      resolve: ({ rate }) => formatPercent(rate),
    }),
    amount: t.field({
      description: 'Negative when it is taken back.',
      type: Money,
      resolve: ({ amount }) => ({ cents: amount }),
    }),
    at: t.expose('at', { description: 'When the policy was sold or terminated.', type: 'DateTime' }),
  }),
})

builder.objectField(Policy, 'commissions', (t) =>
  t.field({
    description: 'What its agent has earned by it; empty for the moment until the news of the sale has been taken in.',
    type: [Commission],
    resolve: ({ number }, _, { loaders }) => loaders.commissions.load(number),
  }),
)

const CommissionMonth = builder.objectRef<CommissionMonthRecord>('CommissionMonth').implement({
  fields: (t) => ({
    month: t.expose('month', { description: 'Its first day. Months begin in UTC.', type: 'Date' }),
  }),
})

const AgentCommission = builder.objectRef<AgentCommissionRecord>('AgentCommission').implement({
  fields: (t) => ({
    agent: t.field({ type: Agent, resolve: ({ agentLogin }, _, { loaders }) => loaders.agentNamed(agentLogin) }),
  }),
})

for (const totals of [CommissionMonth, AgentCommission])
  builder.objectFields(totals, (t) => ({
    total: t.field({
      description: 'What was earned less what was taken back.',
      type: Money,
      resolve: ({ total }) => ({ cents: total }),
    }),
    count: t.exposeInt('count', { description: 'How many commissions that are.' }),
  }))

const CommissionRate = builder.objectRef<CommissionRateRecord>('CommissionRate').implement({
  description: 'What agents earn by selling a product.',
  fields: (t) => ({
    productCode: t.exposeID('productCode'),
    product: t.field({
      description: 'Null for a product of another service.',
      type: Product,
      nullable: true,
      resolve: ({ productCode }, _, { loaders }) => loaders.product.load(productCode),
    }),
    percent: t.field({ description: 'Of the premium.', type: 'Decimal', resolve: ({ rate }) => formatPercent(rate) }),
    changedBy: t.field({
      description: 'Null while nobody has changed it.',
      type: Agent,
      nullable: true,
      resolve: ({ changedBy }, _, { loaders }) => (changedBy === null ? null : loaders.agentNamed(changedBy)),
    }),
    changedAt: t.expose('changedAt', { type: 'DateTime', nullable: true }),
  }),
})

const { Connection: CommissionConnection } = connectionOf<CommissionRecord, CommissionPage>('Commission', Commission)
builder.objectFields(CommissionConnection, (t) => ({
  totalCount: t.int({ resolve: async (page) => (await page.total()).count }),
  total: t.field({
    description: 'Of the whole list: what was earned less what was taken back.',
    type: Money,
    resolve: async (page) => ({ cents: (await page.total()).total }),
  }),
}))

builder.queryFields((t) => ({
  commissions: t.field({
    authorize: 'signedIn',
    description: 'The newest first. Agents have their own.',
    type: CommissionConnection,
    args: {
      agent: t.arg.id({ required: false, description: 'The login of an agent; by default everybody’s.' }),
      month: t.arg({ type: 'Date', required: false, description: 'Only those of the month of this day.' }),
      ...pageArgs,
    },
    resolve: (_, args, { commissions, viewer }) => commissions.commissions(viewer, args),
  }),
  commissionMonths: t.field({
    authorize: 'signedIn',
    description: 'The newest first; months without commissions are left out. Agents have their own.',
    type: [CommissionMonth],
    args: { agent: t.arg.id({ required: false, description: 'The login of an agent; by default everybody’s.' }) },
    resolve: (_, args, { commissions, viewer }) => commissions.months(viewer, args),
  }),
  commissionsByAgent: t.field({
    authorize: 'ADMIN',
    description: 'Of every agent who has any, those who have earned most first.',
    type: [AgentCommission],
    args: { month: t.arg({ type: 'Date', required: false, description: 'Only those of the month of this day.' }) },
    resolve: (_, args, { commissions }) => commissions.byAgent(args),
  }),
  commissionRates: t.field({
    authorize: 'signedIn',
    description: 'By product.',
    type: [CommissionRate],
    resolve: (_, __, { commissions }) => commissions.rates(),
  }),
}))

const SetCommissionRateInput = builder.inputType('SetCommissionRateInput', {
  fields: (t) => ({
    productCode: t.id(),
    percent: t.field({ description: 'From 0 to 100, with at most two decimals.', type: 'Decimal' }),
  }),
})
const SetCommissionRateSuccess = builder
  .objectRef<CommissionRateRecord>('SetCommissionRateSuccess')
  .implement({ fields: (t) => ({ commissionRate: t.field({ type: CommissionRate, resolve: (rate) => rate }) }) })

builder.mutationFields((t) => ({
  setCommissionRate: t.field({
    authorize: 'ADMIN',
    description: 'Counts for what is sold from now on. May be repeated. Administrators only.',
    type: SetCommissionRateSuccess,
    errors: refusals,
    args: { input: t.arg({ type: SetCommissionRateInput }) },
    resolve: (_, { input }, { commissions, viewer }) => commissions.setRate(viewer, input),
  }),
}))
