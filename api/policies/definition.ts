import { z } from 'zod'
import { centsOf } from '../lib/money.ts'
import type { Product } from './product.ts'
import { type Condition, type Expression, isDecimal, type Tariff } from './tariff.ts'

const text = z.string({ error: 'must be text' })
const flag = z.boolean({ error: 'must be true or false' })
const wholeError = { error: 'must be a whole number, 0 or more' }
const whole = z.int(wholeError).min(0, wholeError)
const decimalError = { error: 'must be a decimal as text, like "1.50"' }
const decimal = z.string(decimalError).refine(isDecimal, decimalError)
const list = <Item>(item: z.ZodType<Item>) => z.array(item, { error: 'must be a list' })
const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape, { error: 'must be an object' })

/** The value decides which schema it must meet, so errors are about that one; those of a zod union are about each. */
function decidedBy<Output>(schemaFor: (value: unknown) => z.ZodType<Output>): z.ZodType<Output> {
  return z.unknown().transform((value, context) => {
    const parsed = schemaFor(value).safeParse(value)
    if (parsed.success) return parsed.data
    for (const { path, message } of parsed.error.issues)
      context.issues.push({ code: 'custom', path, message, input: value })
    return z.NEVER
  })
}

const has = (value: unknown, member: string) => typeof value === 'object' && value !== null && member in value

const condition: z.ZodType<Condition> = decidedBy((value): z.ZodType<Condition> => {
  if (has(value, 'all')) return all
  if (has(value, 'any')) return any
  if (has(value, 'not')) return not
  return has(value, 'above') ? above : is
})
const all = object({ all: list(condition) })
const any = object({ any: list(condition) })
const not = object({ not: condition })
const above = object({ answer: text, above: whole })
const is = object({ answer: text, is: text })

const expression: z.ZodType<Expression> = decidedBy((value): z.ZodType<Expression> => {
  if (typeof value === 'string') return decimal
  if (has(value, 'answer')) return answer
  if (has(value, 'sum')) return sum
  return has(value, 'product') ? multiplied : either
})
const answer = object({ answer: text })
const sum = object({ sum: list(expression) })
const multiplied = object({ product: list(expression) })
const either = object({ if: condition, yes: expression, no: expression })

const asked = { code: text, index: whole, text }
const product: z.ZodType<Omit<Product, 'code'>> = object({
  name: text,
  description: text,
  icon: text,
  maxNumberOfInsured: whole,
  insured: list(text),
  covers: list(
    object({
      code: text,
      name: text,
      description: text,
      optional: flag,
      sumInsured: whole.transform(centsOf).nullable(),
    }),
  ),
  questions: list(
    z.discriminatedUnion(
      'type',
      [
        object({ ...asked, type: z.literal('CHOICE'), choices: list(object({ code: text, label: text })) }),
        object({ ...asked, type: z.literal('NUMERIC'), min: whole, max: whole, unit: text.optional() }),
      ],
      { error: 'must be NUMERIC or CHOICE' },
    ),
  ),
  tariff: object({
    basePrices: list(object({ cover: text, when: condition.optional(), price: expression })),
    markups: list(object({ when: condition.optional(), factor: decimal })),
  }),
}).superRefine((product, context) => {
  for (const [path, message] of wrongReferences(product)) context.addIssue({ code: 'custom', path, message })
})

/**
 * Reads a product as it is kept. Products may be written by hand, so everything is checked, also that the tariff names
 * only questions, choices and covers that the product has. Throws an Error that names the product and all wrong paths.
 */
export function readProduct(code: string, definition: unknown): Product {
  const parsed = product.safeParse(definition)
  if (parsed.success) return { code, ...parsed.data }
  const wrong = parsed.error.issues.map(({ path, message }) => `${z.core.toDotPath(path)} ${message}`.trim())
  throw new Error(`Product ${code}: ${wrong.join('; ')}.`)
}

type Path = (string | number)[]
/** What a tariff names by its code, and where. */
type Reference = { path: Path } & ({ number: string } | { choice: string; of: string })

function wrongReferences({ covers, questions, insured, tariff }: Omit<Product, 'code'>): [Path, string][] {
  const numbers = insured.map((number, index): Reference => ({ path: ['insured', index], number }))
  const toQuestions = [...numbers, ...referencesOf(tariff)].flatMap((reference): [Path, string][] => {
    const code = 'number' in reference ? reference.number : reference.of
    const type = 'number' in reference ? 'NUMERIC' : 'CHOICE'
    const question = questions.find((question) => question.code === code && question.type === type)
    if (!question) return [[reference.path, `names ${code}, which is no ${type} question of the product`]]
    if ('number' in reference || question.type === 'NUMERIC') return []
    if (question.choices.some((choice) => choice.code === reference.choice)) return []
    return [[reference.path, `names ${reference.choice}, which is no choice of ${code}`]]
  })
  const toCovers = tariff.basePrices.flatMap(({ cover }, index): [Path, string][] =>
    covers.some(({ code }) => code === cover)
      ? []
      : [[['tariff', 'basePrices', index, 'cover'], `names ${cover}, which is no cover of the product`]],
  )
  return [...toCovers, ...toQuestions]
}

function referencesOf({ basePrices, markups }: Tariff): Reference[] {
  const inPrices = basePrices.flatMap(({ when, price }, index) => {
    const path = ['tariff', 'basePrices', index]
    return [...inCondition(when, [...path, 'when']), ...inExpression(price, [...path, 'price'])]
  })
  return [...inPrices, ...markups.flatMap(({ when }, index) => inCondition(when, ['tariff', 'markups', index, 'when']))]
}

function inCondition(condition: Condition | undefined, path: Path): Reference[] {
  if (!condition) return []
  const inEach = (member: string, parts: Condition[]) =>
    parts.flatMap((part, index) => inCondition(part, [...path, member, index]))
  if ('all' in condition) return inEach('all', condition.all)
  if ('any' in condition) return inEach('any', condition.any)
  if ('not' in condition) return inCondition(condition.not, [...path, 'not'])
  if ('above' in condition) return [{ path, number: condition.answer }]
  return [{ path, choice: condition.is, of: condition.answer }]
}

function inExpression(expression: Expression, path: Path): Reference[] {
  if (typeof expression === 'string') return []
  const inEach = (member: string, parts: Expression[]) =>
    parts.flatMap((part, index) => inExpression(part, [...path, member, index]))
  if ('sum' in expression) return inEach('sum', expression.sum)
  if ('product' in expression) return inEach('product', expression.product)
  if ('answer' in expression) return [{ path, number: expression.answer }]
  return [
    ...inCondition(expression.if, [...path, 'if']),
    ...inExpression(expression.yes, [...path, 'yes']),
    ...inExpression(expression.no, [...path, 'no']),
  ]
}
