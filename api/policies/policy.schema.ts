import { Agent } from '../auth/agent.schema.ts'
import { TextRange } from '../chat/search.schema.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/pagination.ts'
import { Money } from '../graphql/scalars.ts'
import { Language } from '../preferences/preferences.schema.ts'
import { PolicyHolder, PolicyHolderInput } from './holder.schema.ts'
import { directions, policySorts } from './list.ts'
import type { PolicyEdge, PolicyPage } from './list-service.ts'
import { matchFields, type PolicyMatch as PolicyMatchRecord } from './match.ts'
import {
  coverStatuses,
  type PolicyCover as PolicyCoverRecord,
  type Policy as PolicyRecord,
  type PolicyVersion as PolicyVersionRecord,
  type TerminatedPolicy,
  type TerminationPreview as TerminationPreviewRecord,
  versionInForce,
  versions,
} from './policy.ts'
import { Product, productOf } from './product.schema.ts'

const PolicyCover = builder.objectRef<PolicyCoverRecord>('PolicyCover').implement({
  fields: (t) => ({
    code: t.exposeID('code'),
    name: t.exposeString('name'),
    premium: t.field({ type: Money, resolve: (cover) => ({ cents: cover.premium }) }),
  }),
})

const PolicyVersion = builder.objectRef<PolicyVersionRecord>('PolicyVersion').implement({
  description: 'A policy as it was agreed (version 1) or as it stands after its termination (version 2).',
  fields: (t) => ({
    number: t.exposeInt('number'),
    coverFrom: t.expose('coverFrom', { type: 'Date' }),
    coverTo: t.expose('coverTo', { type: 'Date' }),
    covers: t.expose('covers', { type: [PolicyCover] }),
    totalPremium: t.field({ type: Money, resolve: (version) => ({ cents: version.totalPremium }) }),
  }),
})

const PolicyStatus = builder.enumType('PolicyStatus', { values: ['ACTIVE', 'TERMINATED'] as const })

const CoverStatus = builder.enumType('CoverStatus', {
  description: 'What a policy is today in UTC; the first and the last day of the cover belong to it.',
  values: coverStatuses,
})

const TerminationPreview = builder.objectRef<TerminationPreviewRecord>('TerminationPreview').implement({
  fields: (t) => ({
    kept: t.field({ type: Money, resolve: (preview) => ({ cents: preview.kept }) }),
    refund: t.field({ type: Money, resolve: (preview) => ({ cents: preview.refund }) }),
  }),
})

export const Policy = builder.objectRef<PolicyRecord>('Policy').implement({
  fields: (t) => ({
    number: t.exposeID('number', { description: 'A UUID, by which events call the policy.' }),
    shortNumber: t.exposeString('shortNumber', {
      description:
        'What people call the policy by, P-2741-8836-5. Taken wherever the number of a policy is, in any case, with or without separators; the last digit checks the others.',
    }),
    product: t.field({ type: Product, resolve: productOf }),
    status: t.expose('status', { type: PolicyStatus }),
    coverStatus: t.field({
      type: CoverStatus,
      resolve: (policy, _, { policies }) => policies.coverStatus(policy),
    }),
    agent: t.field({
      type: Agent,
      nullable: true,
      resolve: (policy, _, { loaders }) => loaders.agentNamed(policy.agent),
    }),
    policyHolder: t.expose('holder', { type: PolicyHolder }),
    soldAt: t.expose('soldAt', { type: 'DateTime' }),
    policyFrom: t.field({ type: 'Date', resolve: (policy) => versionInForce(policy).coverFrom }),
    policyTo: t.field({
      description: 'The last day of the cover; after a termination the termination date.',
      type: 'Date',
      resolve: (policy) => versionInForce(policy).coverTo,
    }),
    covers: t.field({ type: [PolicyCover], resolve: (policy) => versionInForce(policy).covers }),
    totalPremium: t.field({
      description: 'The premium in force; after a termination the part that was kept.',
      type: Money,
      resolve: (policy) => ({ cents: versionInForce(policy).totalPremium }),
    }),
    documentUrl: t.string({
      description:
        'A path at which the policy is as it was sold, as PDF; for those who may see the policy, by the cookie of their log-in or their token.',
      args: { language: t.arg({ type: Language, defaultValue: 'EN' }) },
      resolve: ({ shortNumber }, { language }, { fileUrls }) => fileUrls.ofPolicy(shortNumber, language),
    }),
    refund: t.field({
      description: 'What went back to the customer when the policy was terminated.',
      type: Money,
      nullable: true,
      resolve: (policy) => (policy.status === 'TERMINATED' ? { cents: policy.refund } : null),
    }),
    versions: t.field({ type: [PolicyVersion], resolve: versions }),
    terminationPreview: t.field({
      description: 'What a termination on this date would keep and return; nothing is changed.',
      type: TerminationPreview,
      errors: refusals,
      args: { terminationDate: t.arg({ type: 'Date' }) },
      resolve: (policy, { terminationDate }, { policies }) => policies.terminationPreview(policy, terminationDate),
    }),
  }),
})

const { Edge: PolicyEdgeRef, Connection: PolicyConnection } = connectionOf<PolicyRecord, PolicyPage, PolicyEdge>(
  'Policy',
  Policy,
)
builder.objectField(PolicyConnection, 'totalCount', (t) =>
  t.int({ description: 'Exact; every policy that is found is read for it.', resolve: (page) => page.totalCount() }),
)

const PolicyMatch = builder.objectRef<PolicyMatchRecord>('PolicyMatch').implement({
  description: 'A part of a policy that has words that were searched for.',
  fields: (t) => ({
    field: t.expose('field', { type: builder.enumType('PolicyMatchField', { values: matchFields }) }),
    text: t.exposeString('text'),
    ranges: t.expose('ranges', { type: [TextRange], description: 'Where in the text they stand.' }),
  }),
})
builder.objectField(PolicyEdgeRef, 'matches', (t) =>
  t.field({ type: [PolicyMatch], description: 'By what it was found.', resolve: (edge) => edge.matches }),
)

const DayRange = builder.inputType('DayRange', {
  description: 'Days, both included; without one of them there is no bound.',
  fields: (t) => ({ from: t.field({ type: 'Date', required: false }), to: t.field({ type: 'Date', required: false }) }),
})

const PolicyFilter = builder.inputType('PolicyFilter', {
  description: 'Policies that meet all that is given.',
  fields: (t) => ({
    statuses: t.field({ type: [CoverStatus], required: false }),
    productCodes: t.idList({ required: false }),
    agent: t.id({ required: false, description: 'The login of who sold it, in any case. Agents see their own only.' }),
    sold: t.field({ type: DayRange, required: false, description: 'Days in UTC.' }),
    coverFrom: t.field({ type: DayRange, required: false, description: 'The first day of the cover.' }),
    coverTo: t.field({ type: DayRange, required: false, description: 'The last day of the cover in force.' }),
    text: t.string({
      required: false,
      description:
        'Words of the number, the short number, the holder’s names, tax id or city, or of the product, each of which may be cut short. Case and accents do not matter, and in words of 4 letters or more a mistake is forgiven.',
    }),
  }),
})

const PolicySort = builder.inputType('PolicySort', {
  fields: (t) => ({
    by: t.field({
      type: builder.enumType('PolicySortField', {
        description:
          'POLICY_TO and PREMIUM are those in force. HOLDER is by the last name, without case and accents, PRODUCT by the code, BEST by how well the text of the filter matches.',
        values: policySorts,
      }),
    }),
    direction: t.field({
      type: builder.enumType('SortDirection', { values: directions }),
      defaultValue: 'ASC' as const,
    }),
  }),
})

builder.queryFields((t) => ({
  policy: t.field({
    authorize: 'signedIn',
    type: Policy,
    nullable: true,
    description:
      'Null for a policy that is unknown or somebody else’s; a mistyped short number is refused with INVALID_INPUT.',
    args: { number: t.arg.id() },
    resolve: (_, { number }, { policies, viewer }) => policies.policy(viewer, number),
  }),
  policies: t.field({
    authorize: 'signedIn',
    description:
      'The newest first, with a text in the filter the best first. Agents see their own. Cursors fit the order they come from.',
    type: PolicyConnection,
    args: {
      ...pageArgs,
      search: t.arg.string({
        required: false,
        description: 'As the text of the filter, but with no mistake forgiven, and in the order of the list.',
      }),
      filter: t.arg({ type: PolicyFilter, required: false }),
      sort: t.arg({ type: PolicySort, required: false }),
    },
    resolve: (_, { search, filter, sort, ...page }, { policies, viewer }) =>
      policies.policies(viewer, { search, filter, sort }, page),
  }),
  endingPolicies: t.field({
    authorize: 'signedIn',
    description:
      'Policies of the viewer whose cover ends on one of these days, both included: the soonest first, without terminated ones.',
    type: [Policy],
    args: { from: t.arg({ type: 'Date' }), to: t.arg({ type: 'Date' }), first: t.arg.int({ required: false }) },
    resolve: (_, { from, to, first }, { policies, viewer }) =>
      policies.endingPolicies(viewer, { from, to, first: first ?? null }),
  }),
}))

const BuyPolicyInput = builder.inputType('BuyPolicyInput', {
  fields: (t) => ({ offerNumber: t.id(), policyHolder: t.field({ type: PolicyHolderInput }) }),
})

const BuyPolicySuccess = builder.objectRef<PolicyRecord>('BuyPolicySuccess').implement({
  fields: (t) => ({ policy: t.field({ type: Policy, resolve: (policy) => policy }) }),
})

const TerminatePolicyInput = builder.inputType('TerminatePolicyInput', {
  fields: (t) => ({ policyNumber: t.id(), terminationDate: t.field({ type: 'Date' }) }),
})

const TerminatePolicySuccess = builder.objectRef<TerminatedPolicy>('TerminatePolicySuccess').implement({
  fields: (t) => ({
    policy: t.field({ type: Policy, resolve: (policy) => policy }),
    refund: t.field({ type: Money, resolve: (policy) => ({ cents: policy.refund }) }),
  }),
})

builder.mutationFields((t) => ({
  buyPolicy: t.field({
    authorize: 'signedIn',
    type: BuyPolicySuccess,
    errors: refusals,
    args: { input: t.arg({ type: BuyPolicyInput }) },
    resolve: (_, { input }, { policies, viewer }) => policies.buyPolicy(viewer, input),
  }),
  terminatePolicy: t.field({
    authorize: 'signedIn',
    type: TerminatePolicySuccess,
    errors: refusals,
    args: { input: t.arg({ type: TerminatePolicyInput }) },
    resolve: (_, { input }, { policies, viewer }) => policies.terminatePolicy(viewer, input),
  }),
}))
