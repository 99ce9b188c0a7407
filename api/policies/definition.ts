import { z } from 'zod'
import type { FieldError } from '../lib/errors.ts'
import { centsOf } from '../lib/money.ts'
import { boundsFault, type Fault, repeatedCodes, wrongBounds, wrongReferences } from './definition-checks.ts'
import type { Product } from './product.ts'
import { type Condition, type Expression, isDecimal, type Tariff } from './tariff.ts'
import { unpricedCases } from './tariff-gaps.ts'
import { unpriceableSamples } from './tariff-preview.ts'

const flag = z.boolean({ error: 'must be true or false' })
const wholeError = { error: 'must be a whole number, 0 or more' }
const whole = z.int(wholeError).min(0, wholeError)
const decimalError = { error: 'must be a decimal as text, like "1.50"' }
const decimal = z.string(decimalError).refine(isDecimal, decimalError)
const list = <Item>(item: z.ZodType<Item>) => z.array(item, { error: 'must be a list' })
const unknownExpression = 'must be a decimal as text, or have one of the members answer, sum, product, if'

/** What zod found, one fault for each place; a member that is unknown is named by its own path. */
const faultsOf = (issues: readonly z.core.$ZodIssue[]): Fault[] =>
  issues.flatMap((issue): Fault[] => {
    const path = issue.path.filter((part) => typeof part !== 'symbol')
    if (issue.code !== 'unrecognized_keys') return [[path, issue.message]]
    return issue.keys.map((key) => [[...path, key.slice(0, 40)], 'is no member that is known here'])
  })

/** The value decides which schema it must meet, so errors are about that one; those of a zod union are about each. */
function decidedBy<Output>(schemaFor: (value: unknown) => z.ZodType<Output>): z.ZodType<Output> {
  return z.unknown().transform((value, context) => {
    const parsed = schemaFor(value).safeParse(value)
    if (parsed.success) return parsed.data
    for (const [path, message] of faultsOf(parsed.error.issues))
      context.issues.push({ code: 'custom', path, message, input: value })
    return z.NEVER
  })
}

const has = (value: unknown, member: string) => typeof value === 'object' && value !== null && member in value

/** What is published may have no member that is not known: a misspelled `when` would hold always. What is kept may. */
function schemasOf({ strict }: { strict: boolean }) {
  const object = <Shape extends z.ZodRawShape>(shape: Shape) =>
    strict ? z.strictObject(shape, { error: objectError }) : z.object(shape, { error: objectError })
  const text = strict
    ? z.string({ error: 'must be text' }).max(500, { error: 'must have at most 500 characters' })
    : z.string({ error: 'must be text' })
  const named = strict ? text.refine((value) => value.trim() !== '', { error: 'must not be empty' }) : text
  const codeError = { error: 'must be a code: 1 to 32 letters, digits, "_" and "-"' }
  const code = strict ? z.string(codeError).regex(/^[\w-]{1,32}$/, codeError) : text

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
    if (has(value, 'product')) return multiplied
    return has(value, 'if') ? either : z.never({ error: unknownExpression })
  })
  const answer = object({ answer: text })
  const sum = object({ sum: list(expression) })
  const multiplied = object({ product: list(expression) })
  const either = object({ if: condition, yes: expression, no: expression })

  const tariff: z.ZodType<Tariff> = object({
    basePrices: list(object({ cover: text, when: condition.optional(), price: expression })),
    markups: list(object({ when: condition.optional(), factor: decimal })),
  })
  const asked = { code, index: whole, text: named }
  const product: z.ZodType<Omit<Product, 'code' | 'tariff'>> = object({
    name: named,
    description: text,
    icon: text,
    maxNumberOfInsured: whole,
    insured: list(text),
    covers: list(
      object({
        code,
        name: named,
        description: text,
        optional: flag,
        sumInsured: whole.transform(centsOf).nullable(),
      }),
    ),
    questions: list(
      z.discriminatedUnion(
        'type',
        [
          object({ ...asked, type: z.literal('CHOICE'), choices: list(object({ code, label: named })) }),
          object({ ...asked, type: z.literal('NUMERIC'), min: whole, max: whole, unit: text.optional() }),
        ],
        { error: 'must be NUMERIC or CHOICE' },
      ),
    ),
  })
  return { product, tariff }
}
const objectError = 'must be an object'
const kept = schemasOf({ strict: false })
const published = schemasOf({ strict: true })

type Parts = { product: Omit<Product, 'code' | 'tariff'>; tariff: Tariff }

/** Both parts of a definition, and all that is wrong with their form and with the codes by which they refer to each other. */
function parse(schemas: typeof kept, definition: unknown): { parts: Parts | null; faults: Fault[] } {
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition))
    return { parts: null, faults: [[[], objectError]] }
  const { tariff: priced, ...rest } = { tariff: undefined, ...definition }
  const product = schemas.product.safeParse(rest)
  const tariff = schemas.tariff.safeParse(priced)
  const faults = [
    ...(product.success ? [] : faultsOf(product.error.issues)),
    ...(tariff.success ? [] : faultsOf(tariff.error.issues).map(([path, says]): Fault => [['tariff', ...path], says])),
    ...wrongReferences(definition),
  ]
  const parts = product.success && tariff.success ? { product: product.data, tariff: tariff.data } : null
  return { parts, faults }
}

const shown = ([path, message]: Fault): string => `${z.core.toDotPath(path)} ${message}`.trim()

/**
 * Reads a product as it is kept. Products may be written by hand, so everything is checked, also that the tariff names
 * only questions, choices and covers that the product has. Throws an Error that names the product and all wrong paths.
 */
export function readProduct(code: string, definition: unknown): Product {
  const { parts, faults } = parse(kept, definition)
  if (parts && faults.length === 0) return { code, ...parts.product, tariff: parts.tariff }
  throw new Error(`Product ${code}: ${faults.map(shown).join('; ')}.`)
}

/** How many faults are named: more help nobody, and a definition may be wrong in each of its places. */
const mostFaults = 100

/**
 * Everything that keeps a definition from being published: its form, members that are unknown, bounds, codes that are there
 * twice or refer to nothing, and, once all that is right, answers for which a cover has no price.
 */
export function faultsOfDefinition(definition: unknown): Fault[] {
  const tooMuch = boundsFault(definition)
  if (tooMuch !== null) return [[[], tooMuch]]
  const { parts, faults } = parse(published, definition)
  const all = [...faults, ...repeatedCodes(definition), ...wrongBounds(definition)]
  if (all.length > 0 || !parts) return all.slice(0, mostFaults)
  const product = { code: '', ...parts.product, tariff: parts.tariff }
  return [...unpricedCases(product), ...unpriceableSamples(product)].slice(0, mostFaults)
}

/** `definition.covers[1].code` and `Must be text.`: a fault as the API names it. */
export function fieldError([path, message]: Fault): FieldError {
  const sentence = `${message[0]?.toUpperCase()}${message.slice(1)}`
  return {
    path: z.core.toDotPath(['definition', ...path]),
    message: /[.!?]$/.test(sentence) ? sentence : `${sentence}.`,
  }
}
