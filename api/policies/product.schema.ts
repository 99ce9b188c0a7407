import { builder } from '../graphql/builder.ts'
import { Money } from '../graphql/scalars.ts'
import type { Context } from '../schema/context.ts'
import {
  type Choice as ChoiceRecord,
  type Cover as CoverRecord,
  type ProductOnDay,
  productStatuses,
  type Question as QuestionRecord,
  type SoldProduct,
} from './product.ts'

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
    min: t.int({
      description: 'The least and the greatest whole number that a NUMERIC question takes; null for a CHOICE.',
      nullable: true,
      resolve: (question) => (question.type === 'NUMERIC' ? question.min : null),
    }),
    max: t.int({
      nullable: true,
      resolve: (question) => (question.type === 'NUMERIC' ? question.max : null),
    }),
    unit: t.string({
      description: 'What the number counts, as it is written: `m²`. Null where the text says it.',
      nullable: true,
      resolve: (question) => (question.type === 'NUMERIC' ? (question.unit ?? null) : null),
    }),
    choices: t.field({
      type: [Choice],
      resolve: (question) => (question.type === 'CHOICE' ? question.choices : []),
    }),
  }),
})

const ProductStatus = builder.enumType('ProductStatus', {
  description: 'A DRAFT was never sold; a WITHDRAWN product is no longer sold, and its offers and policies go on.',
  values: productStatuses,
})

export const Product = builder.objectRef<ProductOnDay>('Product').implement({
  fields: (t) => ({
    code: t.exposeID('code'),
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    icon: t.exposeString('icon'),
    maxNumberOfInsured: t.exposeInt('maxNumberOfInsured'),
    insured: t.exposeIDList('insured', {
      description: 'The questions whose answers together are the number of insured, from 1 to maxNumberOfInsured.',
    }),
    covers: t.expose('covers', { type: [Cover] }),
    questions: t.expose('questions', { type: [Question] }),
    status: t.expose('status', { type: ProductStatus }),
    version: t.exposeInt('version', {
      description: 'Of covers, questions and names: the one that counts today, or, of an offer or policy, its own.',
    }),
    tariffVersion: t.exposeInt('tariffVersion', { description: 'Of the prices, in the same way.' }),
  }),
})

type Sold = { productCode: string; productVersion: number; tariffVersion: number }

// The database keeps every version that an offer or a policy refers to.
export async function productOf(sold: Sold, _: unknown, { loaders }: Context) {
  const key: SoldProduct = { code: sold.productCode, version: sold.productVersion, tariffVersion: sold.tariffVersion }
  const product = await loaders.soldProduct.load(key)
  if (!product) throw new Error(`Version ${key.version} of the product ${key.code} is missing.`)
  return product
}

builder.queryFields((t) => ({
  products: t.field({
    authorize: 'signedIn',
    description: 'What can be sold today.',
    type: [Product],
    args: {
      withInactive: t.arg.boolean({
        defaultValue: false,
        description: 'Drafts and withdrawn products, too: for administrators.',
      }),
    },
    resolve: (_, { withInactive }, { policies, viewer }) => policies.products(viewer, withInactive),
  }),
  product: t.field({
    authorize: 'signedIn',
    description: 'Any product that was ever sold; administrators see drafts, too.',
    type: Product,
    nullable: true,
    args: { code: t.arg.id() },
    resolve: (_, { code }, { policies, viewer }) => policies.product(viewer, code),
  }),
}))
