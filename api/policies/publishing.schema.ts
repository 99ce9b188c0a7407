import { Agent } from '../auth/agent.schema.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { Money } from '../graphql/scalars.ts'
import { Product } from './product.schema.ts'
import type { ProductOnDay } from './product.ts'
import type { Preview as PreviewRecord } from './product-service.ts'
import type { ProductVersion as ProductVersionRecord } from './product-store.ts'
import {
  type Change as ChangeRecord,
  changedParts,
  changeKinds,
  type Difference as DifferenceRecord,
  sampleKinds,
} from './tariff-preview.ts'

const money = (cents: DifferenceRecord['before']) => (cents === null ? null : { cents })

const VersionKind = builder.enumType('VersionKind', { values: ['PRODUCT', 'TARIFF'] as const })

const ProductVersion = builder.objectRef<ProductVersionRecord>('ProductVersion').implement({
  description: 'A product (covers, questions, names) or a tariff as it was published. It is never changed.',
  fields: (t) => ({
    kind: t.expose('kind', { type: VersionKind }),
    number: t.exposeInt('number'),
    validFrom: t.expose('validFrom', {
      type: 'Date',
      nullable: true,
      description: 'Its first day, in UTC; null where it was there before there were versions.',
    }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', nullable: true }),
    publishedBy: t.field({
      type: Agent,
      nullable: true,
      resolve: ({ publishedBy }, _, { loaders }) => (publishedBy === null ? null : loaders.agentNamed(publishedBy)),
    }),
    definition: t.expose('definition', { type: 'JSON' }),
  }),
})

const SampleAnswer = builder.objectRef<{ questionCode: string; value: string }>('SampleAnswer').implement({
  fields: (t) => ({ questionCode: t.exposeID('questionCode'), value: t.exposeString('value') }),
})

const SampleKind = builder.enumType('SampleKind', {
  description:
    'An offer made from the least or the greatest answers or from one CHOICE of a question, with all covers; or an OFFER that was made lately.',
  values: sampleKinds,
})

const SamplePrice = builder.objectRef<DifferenceRecord>('SamplePrice').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: SampleKind }),
    covers: t.exposeIDList('covers'),
    answers: t.expose('answers', { type: [SampleAnswer] }),
    before: t.field({ type: Money, nullable: true, resolve: ({ before }) => money(before) }),
    after: t.field({ type: Money, nullable: true, resolve: ({ after }) => money(after) }),
    difference: t.field({ type: Money, nullable: true, resolve: (sample) => money(sample.difference) }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is no price before or after.' }),
  }),
})

const ChangeKind = builder.enumType('ProductChangeKind', { values: changeKinds })
const ChangedPart = builder.enumType('ChangedPart', { values: changedParts })

const ProductChange = builder.objectRef<ChangeRecord>('ProductChange').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKind }),
    part: t.expose('part', { type: ChangedPart }),
    code: t.exposeID('code'),
    members: t.exposeStringList('members', { description: 'Which members of the definition differ.' }),
  }),
})

const previewFields = (name: 'TariffPreviewSuccess' | 'ProductPreviewSuccess') =>
  builder.objectRef<PreviewRecord>(name).implement({
    fields: (t) => ({
      changes: t.expose('changes', { type: [ProductChange] }),
      samples: t.expose('samples', { type: [SamplePrice], description: 'Prices before and after.' }),
    }),
  })
const TariffPreviewSuccess = previewFields('TariffPreviewSuccess')
const ProductPreviewSuccess = previewFields('ProductPreviewSuccess')

const previewArgs = builder.args((t) => ({
  productCode: t.id(),
  definition: t.field({ type: 'JSON' }),
  validFrom: t.field({
    type: 'Date',
    required: false,
    description: 'The day of which the prices are compared; today without it.',
  }),
}))

builder.queryFields((t) => ({
  productVersions: t.field({
    authorize: 'ADMIN',
    description: 'The newest first. Administrators only.',
    type: [ProductVersion],
    args: { productCode: t.arg.id() },
    resolve: (_, { productCode }, { products }) => products.versions(productCode),
  }),
  tariffPreview: t.field({
    authorize: 'ADMIN',
    description: 'What a tariff would do to prices; nothing is changed. Administrators only.',
    type: TariffPreviewSuccess,
    errors: refusals,
    args: previewArgs,
    resolve: (_, { productCode, definition, validFrom }, { products }) =>
      products.tariffPreview(productCode, definition, validFrom ?? null),
  }),
  productPreview: t.field({
    authorize: 'ADMIN',
    description: 'What the definition of a product would change; nothing is changed. Administrators only.',
    type: ProductPreviewSuccess,
    errors: refusals,
    args: previewArgs,
    resolve: (_, { productCode, definition, validFrom }, { products }) =>
      products.productPreview(productCode, definition, validFrom ?? null),
  }),
}))

const ActivateProductInput = builder.inputType('ActivateProductInput', { fields: (t) => ({ productCode: t.id() }) })
const WithdrawProductInput = builder.inputType('WithdrawProductInput', { fields: (t) => ({ productCode: t.id() }) })

const definitionDescription = 'JSON, or JSON as text.'
const validFromDescription =
  'The first day, in UTC: today or later. Of two versions for one day the later published counts.'

const PublishTariffInput = builder.inputType('PublishTariffInput', {
  fields: (t) => ({
    productCode: t.id(),
    definition: t.field({ type: 'JSON', description: definitionDescription }),
    validFrom: t.field({ type: 'Date', description: validFromDescription }),
  }),
})
const PublishProductInput = builder.inputType('PublishProductInput', {
  fields: (t) => ({
    productCode: t.id({ description: 'One that is not there yet makes a draft.' }),
    definition: t.field({
      type: 'JSON',
      description: `${definitionDescription} Without a tariff the product keeps the one it has.`,
    }),
    validFrom: t.field({ type: 'Date', description: validFromDescription }),
  }),
})

const successOf = (name: string) =>
  builder.objectRef<ProductOnDay>(name).implement({
    fields: (t) => ({ product: t.field({ type: Product, resolve: (product) => product }) }),
  })
const ActivateProductSuccess = successOf('ActivateProductSuccess')
const WithdrawProductSuccess = successOf('WithdrawProductSuccess')
const PublishTariffSuccess = successOf('PublishTariffSuccess')
const PublishProductSuccess = successOf('PublishProductSuccess')

builder.mutationFields((t) => ({
  activateProduct: t.field({
    authorize: 'ADMIN',
    description: 'Puts a product on sale; one that is stays so. Administrators only.',
    type: ActivateProductSuccess,
    errors: refusals,
    args: { input: t.arg({ type: ActivateProductInput }) },
    resolve: (_, { input }, { products, viewer }) => products.activateProduct(viewer, input.productCode),
  }),
  withdrawProduct: t.field({
    authorize: 'ADMIN',
    description:
      'Ends new offers of a product; those that were made can be bought until they end. Administrators only.',
    type: WithdrawProductSuccess,
    errors: refusals,
    args: { input: t.arg({ type: WithdrawProductInput }) },
    resolve: (_, { input }, { products, viewer }) => products.withdrawProduct(viewer, input.productCode),
  }),
  publishTariff: t.field({
    authorize: 'ADMIN',
    description: 'Prices for offers that are made from a day on. Administrators only.',
    type: PublishTariffSuccess,
    errors: refusals,
    args: { input: t.arg({ type: PublishTariffInput }) },
    resolve: (_, { input }, { products, viewer }) => products.publishTariff(viewer, input),
  }),
  publishProduct: t.field({
    authorize: 'ADMIN',
    description: 'Covers, questions and names for offers that are made from a day on. Administrators only.',
    type: PublishProductSuccess,
    errors: refusals,
    args: { input: t.arg({ type: PublishProductInput }) },
    resolve: (_, { input }, { products, viewer }) => products.publishProduct(viewer, input),
  }),
}))
