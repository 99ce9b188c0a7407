import { builder, refusals } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/pagination.ts'
import { Money } from '../graphql/scalars.ts'
import { type Offer as OfferRecord, offerStatuses, totalPrice } from './offer.ts'
import type { PolicyCover as PolicyCoverRecord } from './policy.ts'
import { Product, productOf } from './product.schema.ts'

const CoverPrice = builder.objectRef<PolicyCoverRecord>('CoverPrice').implement({
  fields: (t) => ({
    code: t.exposeID('code'),
    name: t.exposeString('name'),
    price: t.field({ type: Money, resolve: (cover) => ({ cents: cover.premium }) }),
  }),
})

const OfferStatus = builder.enumType('OfferStatus', { values: offerStatuses })

const Offer = builder.objectRef<OfferRecord>('Offer').implement({
  fields: (t) => ({
    number: t.exposeID('number'),
    shortNumber: t.exposeString('shortNumber', {
      description: 'What people call the offer by, F-2741-8836-5, taken wherever its number is.',
    }),
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

const { Connection: OfferConnection } = connectionOf('Offer', Offer)

const OfferFilter = builder.inputType('OfferFilter', {
  fields: (t) => ({
    statuses: t.field({ type: [OfferStatus], required: false, description: 'One of these; without it any.' }),
    mine: t.boolean({ defaultValue: false, description: 'Those of the viewer alone, also for who sees all.' }),
  }),
})

builder.queryFields((t) => ({
  offers: t.field({
    authorize: 'signedIn',
    description: 'The newest first. Agents see their own.',
    type: OfferConnection,
    args: { ...pageArgs, filter: t.arg({ type: OfferFilter, required: false }) },
    resolve: (_, { filter, ...page }, { policies, viewer }) =>
      policies.offers(viewer, { statuses: filter?.statuses ?? null, mine: filter?.mine ?? false }, page),
  }),
  offer: t.field({
    authorize: 'signedIn',
    type: Offer,
    nullable: true,
    args: { number: t.arg.id() },
    resolve: (_, { number }, { policies, viewer }) => policies.offer(viewer, number),
  }),
}))

const AnswerInput = builder.inputType('AnswerInput', {
  fields: (t) => ({ questionCode: t.id(), value: t.string() }),
})

const CreateOfferInput = builder.inputType('CreateOfferInput', {
  fields: (t) => ({
    productCode: t.id(),
    policyFrom: t.field({
      type: 'Date',
      description: 'Today or later; only administrators sell cover that has already begun.',
    }),
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

builder.mutationFields((t) => ({
  createOffer: t.field({
    authorize: 'signedIn',
    type: CreateOfferSuccess,
    errors: refusals,
    args: { input: t.arg({ type: CreateOfferInput }) },
    resolve: (_, { input }, { policies, viewer }) =>
      policies.createOffer(viewer, { ...input, selectedCovers: input.selectedCovers ?? null }),
  }),
}))
