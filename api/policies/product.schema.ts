import { builder } from '../graphql/builder.ts'
import { Money } from '../graphql/scalars.ts'
import type { Context } from '../schema/context.ts'
import type {
  Choice as ChoiceRecord,
  Cover as CoverRecord,
  Product as ProductRecord,
  Question as QuestionRecord,
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

export const Product = builder.objectRef<ProductRecord>('Product').implement({
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
  }),
})

// The database keeps every product that an offer or a policy refers to.
export async function productOf({ productCode }: { productCode: string }, _: unknown, { loaders }: Context) {
  const product = await loaders.product.load(productCode)
  if (!product) throw new Error(`The product ${productCode} is missing.`)
  return product
}

builder.queryFields((t) => ({
  products: t.field({ authorize: 'signedIn', type: [Product], resolve: (_, __, { policies }) => policies.products() }),
  product: t.field({
    authorize: 'signedIn',
    type: Product,
    nullable: true,
    args: { code: t.arg.id() },
    resolve: (_, { code }, { policies }) => policies.product(code),
  }),
}))
