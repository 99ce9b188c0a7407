import { Agent } from '../auth/agent.schema.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/pagination.ts'
import { Money } from '../graphql/scalars.ts'
import { Policy } from '../policies/policy.schema.ts'
import type {
  AccountEntry as AccountEntryRecord,
  AccountOwner as AccountOwnerRecord,
  PolicyAccount as PolicyAccountRecord,
} from './account.ts'
import type { OverdueAccount as OverdueAccountRecord, OverduePage } from './service.ts'

const AccountStatus = builder.enumType('AccountStatus', { values: ['ACTIVE', 'TERMINATED'] as const })

const AccountEntryKind = builder.enumType('AccountEntryKind', {
  values: {
    EXPECTED: { description: 'Is due; lowers the balance.' },
    IN: { description: 'Came in; raises the balance.' },
    OUT: { description: 'Went out; lowers the balance.' },
  },
})

const AccountEntry = builder.objectRef<AccountEntryRecord>('AccountEntry').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: AccountEntryKind }),
    amount: t.field({ type: Money, resolve: ({ amount }) => ({ cents: amount }) }),
    effectiveOn: t.expose('effectiveOn', {
      description: 'The day from which it counts: when it is due, or the accounting date of the bank.',
      type: 'Date',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
})

const AccountOwner = builder.objectRef<AccountOwnerRecord>('AccountOwner').implement({
  description: 'Who pays, as far as the events say.',
  fields: (t) => ({
    firstName: t.exposeString('firstName', { nullable: true }),
    lastName: t.exposeString('lastName', { nullable: true }),
  }),
})

export const PolicyAccount = builder.objectRef<PolicyAccountRecord>('PolicyAccount').implement({
  description: 'What a policy costs and what was paid for it, whoever sold it.',
  fields: (t) => ({
    number: t.exposeID('number', { description: 'By which bank statements name it.' }),
    policyNumber: t.exposeID('policyNumber'),
    owner: t.expose('owner', { type: AccountOwner }),
    agent: t.field({
      description: 'Who sold the policy, where the event names an agent we know.',
      type: Agent,
      nullable: true,
      resolve: ({ agentLogin }, _, { loaders }) => (agentLogin === null ? null : loaders.agent.load(agentLogin)),
    }),
    status: t.expose('status', { type: AccountStatus }),
    balance: t.field({
      description:
        'The sum of what is effective on or before a day, by default today; negative when something is owed.',
      type: Money,
      args: { at: t.arg({ type: 'Date', required: false }) },
      resolve: (account, { at }, { payments }) => ({ cents: payments.balance(account, at ?? null) }),
    }),
    entries: t.expose('entries', { description: 'By the days from which they count.', type: [AccountEntry] }),
  }),
})

builder.objectField(Policy, 'account', (t) =>
  t.field({
    description: 'Null for the moment until the news of the sale has been taken in.',
    type: PolicyAccount,
    nullable: true,
    resolve: ({ number }, _, { loaders }) => loaders.account.load(number),
  }),
)

const OverdueAccount = builder.objectRef<OverdueAccountRecord>('OverdueAccount').implement({
  description: 'An account of a policy that is not terminated, on which something is owed today.',
  fields: (t) => ({
    account: t.expose('account', { type: PolicyAccount }),
    owed: t.field({ type: Money, resolve: ({ owed }) => ({ cents: owed }) }),
    since: t.expose('since', { description: 'When the oldest was due that is not paid.', type: 'Date' }),
    days: t.exposeInt('days', { description: 'From then to today.' }),
  }),
})

const { Connection: OverdueAccountConnection } = connectionOf<OverdueAccountRecord, OverduePage>(
  'OverdueAccount',
  OverdueAccount,
)
builder.objectField(OverdueAccountConnection, 'totalCount', (t) => t.int({ resolve: (page) => page.totalCount() }))

builder.queryFields((t) => ({
  account: t.field({
    authorize: 'signedIn',
    description: 'Null for a policy that is unknown or somebody else’s.',
    type: PolicyAccount,
    nullable: true,
    args: { policyNumber: t.arg.id() },
    resolve: async (_, { policyNumber }, { payments, policies, viewer }) =>
      payments.account(viewer, await policies.wireNumber(policyNumber, 'policyNumber')),
  }),
  overdueAccounts: t.field({
    authorize: 'signedIn',
    description:
      'Accounts on which something is owed, those that have owed it the longest first. Agents have those of their own policies.',
    type: OverdueAccountConnection,
    args: pageArgs,
    resolve: (_, args, { payments, viewer }) => payments.overdueAccounts(viewer, args),
  }),
}))
