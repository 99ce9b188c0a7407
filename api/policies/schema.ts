import { Agent } from '../auth/schema.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/connection.ts'
import type { Context } from '../graphql/context.ts'
import { Money } from '../graphql/scalars.ts'
import type { PolicyHolder as PolicyHolderRecord } from './holder.ts'
import { type Offer as OfferRecord, totalPrice } from './offer.ts'
import {
  type PolicyCover as PolicyCoverRecord,
  type Policy as PolicyRecord,
  type PolicyVersion as PolicyVersionRecord,
  type TerminatedPolicy,
  versionInForce,
  versions,
} from './policy.ts'
import type {
  Choice as ChoiceRecord,
  Cover as CoverRecord,
  Product as ProductRecord,
  Question as QuestionRecord,
} from './product.ts'
import type { PolicyPage } from './service.ts'

const Cover = builder.objectRef<CoverRecord>('Cover').implement({
  fields: (t) => ({
    code: t.exposeID('code'),
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    optional: t.exposeBoolean('optional', { description: 'A cover that is not optional is part of every offer.' }),
    sumInsured: t.field({
      type: Money,
      nullable: true,
      resolve: ({ sumInsured }) => (sumInsured === null ? null : { cents: sumInsured }),
    }),
  }),
})

const Choice = builder.objectRef<ChoiceRecord>('Choice').implement({
  fields: (t) => ({ code: t.exposeID('code'), label: t.exposeString('label') }),
})

const QuestionType = builder.enumType('QuestionType', { values: ['CHOICE', 'NUMERIC'] as const })

const Question = builder.objectRef<QuestionRecord>('Question').implement({
  fields: (t) => ({
    code: t.exposeID('code'),
    index: t.exposeInt('index'),
    text: t.exposeString('text'),
    type: t.expose('type', { type: QuestionType }),
    choices: t.field({
      type: [Choice],
      resolve: (question) => (question.type === 'CHOICE' ? question.choices : []),
    }),
  }),
})

export const Product = builder.objectRef<ProductRecord>('Product').implement({
  fields: (t) => ({
    code: t.exposeID('code'),
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    icon: t.exposeString('icon'),
    maxNumberOfInsured: t.exposeInt('maxNumberOfInsured'),
    covers: t.expose('covers', { type: [Cover] }),
    questions: t.expose('questions', { type: [Question] }),
  }),
})

// The database keeps every product that an offer or a policy refers to.
async function productOf({ productCode }: { productCode: string }, _: unknown, { loaders }: Context) {
  const product = await loaders.product.load(productCode)
  if (!product) throw new Error(`The product ${productCode} is missing.`)
  return product
}

const CoverPrice = builder.objectRef<PolicyCoverRecord>('CoverPrice').implement({
  fields: (t) => ({
    code: t.exposeID('code'),
    name: t.exposeString('name'),
    price: t.field({ type: Money, resolve: (cover) => ({ cents: cover.premium }) }),
  }),
})

const OfferStatus = builder.enumType('OfferStatus', { values: ['CONVERTED', 'EXPIRED', 'NEW'] as const })

const Offer = builder.objectRef<OfferRecord>('Offer').implement({
  fields: (t) => ({
    number: t.exposeID('number'),
    product: t.field({ type: Product, resolve: productOf }),
    status: t.field({ type: OfferStatus, resolve: (offer, _, { policies }) => policies.offerStatus(offer) }),
    coverPrices: t.expose('covers', { type: [CoverPrice] }),
    totalPrice: t.field({ type: Money, resolve: (offer) => ({ cents: totalPrice(offer) }) }),
    policyFrom: t.expose('policyFrom', { type: 'Date' }),
    policyTo: t.expose('policyTo', { type: 'Date' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    validUntil: t.expose('validUntil', { type: 'DateTime' }),
  }),
})

const Address = builder.objectRef<PolicyHolderRecord['address']>('Address').implement({
  fields: (t) => ({
    country: t.exposeString('country'),
    zipCode: t.exposeString('zipCode'),
    city: t.exposeString('city'),
    street: t.exposeString('street'),
  }),
})

const PolicyHolder = builder.objectRef<PolicyHolderRecord>('PolicyHolder').implement({
  fields: (t) => ({
    firstName: t.exposeString('firstName'),
    lastName: t.exposeString('lastName'),
    taxId: t.exposeString('taxId'),
    address: t.expose('address', { type: Address }),
  }),
})

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

const TerminationPreview = builder.objectRef<{ kept: number; refund: number }>('TerminationPreview').implement({
  fields: (t) => ({
    kept: t.field({ type: Money, resolve: (preview) => ({ cents: preview.kept }) }),
    refund: t.field({ type: Money, resolve: (preview) => ({ cents: preview.refund }) }),
  }),
})

const Policy = builder.objectRef<PolicyRecord>('Policy').implement({
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
  products: t.field({ type: [Product], resolve: (_, __, { policies, viewer }) => policies.products(viewer) }),
  product: t.field({
    type: Product,
    nullable: true,
    args: { code: t.arg.id() },
    resolve: (_, { code }, { policies, viewer }) => policies.product(viewer, code),
  }),
  offer: t.field({
    type: Offer,
    nullable: true,
    args: { number: t.arg.id() },
    resolve: (_, { number }, { policies, viewer }) => policies.offer(viewer, number),
  }),
  policy: t.field({
    type: Policy,
    nullable: true,
    args: { number: t.arg.id() },
    resolve: (_, { number }, { policies, viewer }) => policies.policy(viewer, number),
  }),
  policies: t.field({
    type: PolicyConnection,
    args: { ...pageArgs, search: t.arg.string({ required: false }) },
    resolve: (_, { search, ...page }, { policies, viewer }) => policies.policies(viewer, search ?? null, page),
  }),
}))

const AnswerInput = builder.inputType('AnswerInput', {
  fields: (t) => ({ questionCode: t.id(), value: t.string() }),
})

const CreateOfferInput = builder.inputType('CreateOfferInput', {
  fields: (t) => ({
    productCode: t.id(),
    policyFrom: t.field({ type: 'Date' }),
    policyTo: t.field({ type: 'Date', description: 'The last day of the cover; it must be after policyFrom.' }),
    selectedCovers: t.idList({
      required: false,
      description: "Codes of the covers to include; without it, all of the product's covers.",
    }),
    answers: t.field({ type: [AnswerInput], defaultValue: [] }),
  }),
})

const CreateOfferSuccess = builder.objectRef<OfferRecord>('CreateOfferSuccess').implement({
  fields: (t) => ({ offer: t.field({ type: Offer, resolve: (offer) => offer }) }),
})

const AddressInput = builder.inputType('AddressInput', {
  fields: (t) => ({ country: t.string(), zipCode: t.string(), city: t.string(), street: t.string() }),
})

const PolicyHolderInput = builder.inputType('PolicyHolderInput', {
  fields: (t) => ({
    firstName: t.string(),
    lastName: t.string(),
    taxId: t.string(),
    address: t.field({ type: AddressInput }),
  }),
})

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
  createOffer: t.field({
    type: CreateOfferSuccess,
    errors: refusals,
    args: { input: t.arg({ type: CreateOfferInput }) },
    resolve: (_, { input }, { policies, viewer }) =>
      policies.createOffer(viewer, { ...input, selectedCovers: input.selectedCovers ?? null }),
  }),
  buyPolicy: t.field({
    type: BuyPolicySuccess,
    errors: refusals,
    args: { input: t.arg({ type: BuyPolicyInput }) },
    resolve: (_, { input }, { policies, viewer }) => policies.buyPolicy(viewer, input),
  }),
  terminatePolicy: t.field({
    type: TerminatePolicySuccess,
    errors: refusals,
    args: { input: t.arg({ type: TerminatePolicyInput }) },
    resolve: (_, { input }, { policies, viewer }) => policies.terminatePolicy(viewer, input),
  }),
}))
