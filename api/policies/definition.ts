import type { Cover, Product, Question } from './product.ts'
import { type BasePrice, type Condition, type Expression, isDecimal, type Markup } from './tariff.ts'

/**
 * Reads a product as it is kept. Products may be written by hand, so everything is checked, also that the tariff asks
 * only for answers the product has; throws an Error that names the product and the place.
 */
export function readProduct(code: string, definition: unknown): Product {
  const at = `Product ${code}`
  const product = object(definition, at)
  const questions = list(product.questions, `${at} questions`, readQuestion)
  const covers = list(product.covers, `${at} covers`, readCover)
  const tariff = object(product.tariff, `${at} tariff`)
  const insured = list(product.insured, `${at} insured`, text)
  for (const counted of insured) assertAsked(questions, 'NUMERIC', counted, `${at} insured`)
  return {
    code,
    name: text(product.name, `${at} name`),
    description: text(product.description, `${at} description`),
    icon: text(product.icon, `${at} icon`),
    maxNumberOfInsured: whole(product.maxNumberOfInsured, `${at} maxNumberOfInsured`),
    insured,
    covers,
    questions,
    tariff: {
      basePrices: list(tariff.basePrices, `${at} basePrices`, (rule, where) =>
        readBasePrice(rule, where, questions, covers),
      ),
      markups: list(tariff.markups, `${at} markups`, (rule, where) => readMarkup(rule, where, questions)),
    },
  }
}

function readCover(value: unknown, at: string): Cover {
  const { code, name, description, optional, sumInsured } = object(value, at)
  if (typeof optional !== 'boolean') throw new Error(`${at}: optional must be true or false.`)
  return {
    code: text(code, `${at} code`),
    name: text(name, `${at} name`),
    description: text(description, `${at} description`),
    optional,
    sumInsured: sumInsured === null ? null : whole(sumInsured, `${at} sumInsured`),
  }
}

function readQuestion(value: unknown, at: string): Question {
  const question = object(value, at)
  const asked = {
    code: text(question.code, `${at} code`),
    index: whole(question.index, `${at} index`),
    text: text(question.text, `${at} text`),
  }
  if (question.type === 'NUMERIC')
    return { ...asked, type: 'NUMERIC', min: whole(question.min, `${at} min`), max: whole(question.max, `${at} max`) }
  if (question.type !== 'CHOICE') throw new Error(`${at}: type must be NUMERIC or CHOICE.`)
  const choices = list(question.choices, `${at} choices`, (choice, where) => {
    const { code, label } = object(choice, where)
    return { code: text(code, `${where} code`), label: text(label, `${where} label`) }
  })
  return { ...asked, type: 'CHOICE', choices }
}

function readBasePrice(value: unknown, at: string, questions: Question[], covers: Cover[]): BasePrice {
  const { cover, when, price } = object(value, at)
  const code = text(cover, `${at} cover`)
  if (!covers.some((known) => known.code === code)) throw new Error(`${at}: there is no cover ${code}.`)
  const priced = { cover: code, price: readExpression(price, `${at} price`, questions) }
  return when === undefined ? priced : { ...priced, when: readCondition(when, `${at} when`, questions) }
}

function readMarkup(value: unknown, at: string, questions: Question[]): Markup {
  const { when, factor } = object(value, at)
  const markup = { factor: decimalText(factor, `${at} factor`) }
  return when === undefined ? markup : { ...markup, when: readCondition(when, `${at} when`, questions) }
}

function readCondition(value: unknown, at: string, questions: Question[]): Condition {
  const given = object(value, at)
  const inner = (part: unknown, where: string) => readCondition(part, where, questions)
  if ('all' in given) return { all: list(given.all, `${at} all`, inner) }
  if ('any' in given) return { any: list(given.any, `${at} any`, inner) }
  if ('not' in given) return { not: inner(given.not, `${at} not`) }
  const answer = text(given.answer, `${at} answer`)
  if ('above' in given) {
    assertAsked(questions, 'NUMERIC', answer, at)
    return { answer, above: whole(given.above, `${at} above`) }
  }
  const is = text(given.is, `${at} is`)
  const question = assertAsked(questions, 'CHOICE', answer, at)
  if (!(question.type === 'CHOICE' && question.choices.some((choice) => choice.code === is)))
    throw new Error(`${at}: ${answer} has no choice ${is}.`)
  return { answer, is }
}

function readExpression(value: unknown, at: string, questions: Question[]): Expression {
  if (typeof value === 'string') return decimalText(value, at)
  const given = object(value, at)
  const inner = (part: unknown, where: string) => readExpression(part, where, questions)
  if ('answer' in given) return { answer: assertAsked(questions, 'NUMERIC', text(given.answer, at), at).code }
  if ('sum' in given) return { sum: list(given.sum, `${at} sum`, inner) }
  if ('product' in given) return { product: list(given.product, `${at} product`, inner) }
  return {
    if: readCondition(given.if, `${at} if`, questions),
    yes: inner(given.yes, `${at} yes`),
    no: inner(given.no, `${at} no`),
  }
}

function assertAsked(questions: Question[], type: Question['type'], code: string, at: string): Question {
  const question = questions.find((known) => known.code === code && known.type === type)
  if (!question) throw new Error(`${at}: there is no ${type} question ${code}.`)
  return question
}

function object(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${at} must be an object.`)
  return value as Record<string, unknown>
}

function list<T>(value: unknown, at: string, read: (item: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) throw new Error(`${at} must be a list.`)
  return value.map((item, index) => read(item, `${at}[${index}]`))
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new Error(`${at} must be text.`)
  return value
}

function whole(value: unknown, at: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Error(`${at} must be a whole number, 0 or more.`)
  return value as number
}

function decimalText(value: unknown, at: string): string {
  if (typeof value !== 'string' || !isDecimal(value)) throw new Error(`${at} must be a decimal as text, like "1.50".`)
  return value
}
