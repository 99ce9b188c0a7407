import { Agent } from '../auth/agent.schema.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/pagination.ts'
import { Money } from '../graphql/scalars.ts'
import { PolicyHolder, PolicyHolderInput } from './holder.schema.ts'
import {
  type PolicyCover as PolicyCoverRecord,
  type Policy as PolicyRecord,
  type PolicyVersion as PolicyVersionRecord,
  type TerminatedPolicy,
  type TerminationPreview as TerminationPreviewRecord,
  versionInForce,
  versions,
} from './policy.ts'
import { Product, productOf } from './product.schema.ts'
import type { PolicyPage } from './service.ts'

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

const TerminationPreview = builder.objectRef<TerminationPreviewRecord>('TerminationPreview').implement({
  fields: (t) => ({
    kept: t.field({ type: Money, resolve: (preview) => ({ cents: preview.kept }) }),
    refund: t.field({ type: Money, resolve: (preview) => ({ cents: preview.refund }) }),
  }),
})

export const Policy = builder.objectRef<PolicyRecord>('Policy').implement({
  fields: (t) => ({
    number: t.exposeID('number'),
    product: t.field({ type: Product, resolve: productOf }),
    status: t.expose('status', { type: PolicyStatus }),
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

const { Connection: PolicyConnection } = connectionOf<PolicyRecord, PolicyPage>('Policy', Policy)
builder.objectField(PolicyConnection, 'totalCount', (t) => t.int({ resolve: (page) => page.totalCount() }))

builder.queryFields((t) => ({
  policy: t.field({
    authorize: 'signedIn',
    type: Policy,
    nullable: true,
    args: { number: t.arg.id() },
    resolve: (_, { number }, { policies, viewer }) => policies.policy(viewer, number),
  }),
  policies: t.field({
    authorize: 'signedIn',
    type: PolicyConnection,
    args: { ...pageArgs, search: t.arg.string({ required: false }) },
    resolve: (_, { search, ...page }, { policies, viewer }) => policies.policies(viewer, search ?? null, page),
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
