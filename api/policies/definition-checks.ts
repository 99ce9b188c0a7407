/** What the form of a definition cannot say: how large it may be, and what its parts say about each other. */

export type Path = (string | number)[]
/** Where, below the definition, and what is wrong there. */
export type Fault = [Path, string]

const deepest = 32
const mostValues = 20_000
const mostText = 200_000

/** What is too much about a JSON value; null when it may be read. Safe for any depth. */
export function boundsFault(value: unknown): string | null {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  let values = 0
  let characters = 0
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > deepest) return `must not be nested more than ${deepest} levels deep`
    values += 1
    if (typeof next.value === 'string') characters += next.value.length
    if (typeof next.value === 'object' && next.value !== null)
      for (const [name, member] of Object.entries(next.value)) {
        characters += name.length
        open.push({ value: member, depth: next.depth + 1 })
      }
    if (values + open.length > mostValues) return `must have at most ${mostValues.toLocaleString('en-US')} values`
    if (characters > mostText) return `must have at most ${mostText.toLocaleString('en-US')} characters of text`
  }
  return null
}

// The checks below read a definition whose form may be wrong, so that all that is wrong is said at once: they pass over
// what they cannot understand, which the schema names.
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** What a tariff names by its code, and where. */
type Reference = { path: Path; of: unknown; choice: unknown }

/** Every cover, question and choice that is named in the definition and is not in it. */
export function wrongReferences(definition: unknown): Fault[] {
  const questions = items(member(definition, 'questions'))
  const covers = items(member(definition, 'covers'))
  const numbers = items(member(definition, 'insured')).map(
    (of, index): Reference => ({ path: ['insured', index], of, choice: null }),
  )
  const tariff = member(definition, 'tariff')
  const toQuestions = [...numbers, ...referencesOf(tariff)].flatMap(({ path, of, choice }): Fault[] => {
    if (typeof of !== 'string' || (choice !== null && typeof choice !== 'string')) return []
    const type = choice === null ? 'NUMERIC' : 'CHOICE'
    const question = questions.find((asked) => member(asked, 'code') === of && member(asked, 'type') === type)
    if (!question) return [[path, `names ${clip(of)}, which is no ${type} question of the product`]]
    if (choice === null || items(member(question, 'choices')).some((known) => member(known, 'code') === choice))
      return []
    return [[path, `names ${clip(choice)}, which is no choice of ${clip(of)}`]]
  })
  const toCovers = items(member(tariff, 'basePrices')).flatMap((price, index): Fault[] => {
    const cover = member(price, 'cover')
    if (typeof cover !== 'string' || covers.some((known) => member(known, 'code') === cover)) return []
    return [[['tariff', 'basePrices', index, 'cover'], `names ${clip(cover)}, which is no cover of the product`]]
  })
  return [...toCovers, ...toQuestions]
}

function referencesOf(tariff: unknown): Reference[] {
  const inPrices = items(member(tariff, 'basePrices')).flatMap((rule, index) => {
    const path = ['tariff', 'basePrices', index]
    return [
      ...inCondition(member(rule, 'when'), [...path, 'when']),
      ...inExpression(member(rule, 'price'), [...path, 'price']),
    ]
  })
  const inMarkups = items(member(tariff, 'markups')).flatMap((markup, index) =>
    inCondition(member(markup, 'when'), ['tariff', 'markups', index, 'when']),
  )
  return [...inPrices, ...inMarkups]
}

function inCondition(condition: unknown, path: Path): Reference[] {
  const group = ['all', 'any'].find((name) => member(condition, name) !== undefined)
  if (group) return items(member(condition, group)).flatMap((part, index) => inCondition(part, [...path, group, index]))
  if (member(condition, 'not') !== undefined) return inCondition(member(condition, 'not'), [...path, 'not'])
  const of = member(condition, 'answer')
  if (member(condition, 'above') !== undefined) return [{ path, of, choice: null }]
  const choice = member(condition, 'is')
  return typeof choice === 'string' ? [{ path, of, choice }] : []
}

function inExpression(expression: unknown, path: Path): Reference[] {
  const group = ['sum', 'product'].find((name) => member(expression, name) !== undefined)
  if (group)
    return items(member(expression, group)).flatMap((part, index) => inExpression(part, [...path, group, index]))
  if (member(expression, 'answer') !== undefined) return [{ path, of: member(expression, 'answer'), choice: null }]
  if (member(expression, 'if') === undefined) return []
  return [
    ...inCondition(member(expression, 'if'), [...path, 'if']),
    ...inExpression(member(expression, 'yes'), [...path, 'yes']),
    ...inExpression(member(expression, 'no'), [...path, 'no']),
  ]
}

/** Codes that are there twice: covers, questions, the choices of a question, and the questions that count the insured. */
export function repeatedCodes(definition: unknown): Fault[] {
  const questions = items(member(definition, 'questions'))
  const among = (path: Path, codes: unknown[], name: string | null): Fault[] =>
    codes.flatMap((code, index): Fault[] =>
      typeof code === 'string' && codes.indexOf(code) < index
        ? [[[...path, index, ...(name === null ? [] : [name])], `is there twice: ${clip(code)}`]]
        : [],
    )
  const codesOf = (coded: unknown) => items(coded).map((item) => member(item, 'code'))
  return [
    ...among(['covers'], codesOf(member(definition, 'covers')), 'code'),
    ...among(['questions'], codesOf(questions), 'code'),
    ...questions.flatMap((question, index) =>
      among(['questions', index, 'choices'], codesOf(member(question, 'choices')), 'code'),
    ),
    ...among(['insured'], items(member(definition, 'insured')), null),
  ]
}

const mostListed = 100
const largestAnswer = 1_000_000_000

/** Lists that are empty or too long, and numbers that leave no answer. */
export function wrongBounds(definition: unknown): Fault[] {
  const questions = items(member(definition, 'questions'))
  const tooLong = ['covers', 'questions', 'insured'].flatMap((name): Fault[] =>
    items(member(definition, name)).length > mostListed ? [[[name], `must have at most ${mostListed} items`]] : [],
  )
  const covers = member(definition, 'covers')
  const none: Fault[] =
    Array.isArray(covers) && covers.length === 0 ? [[['covers'], 'must have at least one cover']] : []
  const insured = member(definition, 'maxNumberOfInsured')
  const nobody: Fault[] = insured === 0 ? [[['maxNumberOfInsured'], 'must be at least 1']] : []
  const inQuestions = questions.flatMap((question, index): Fault[] => {
    const [min, max, choices] = ['min', 'max', 'choices'].map((name) => member(question, name))
    const path = ['questions', index]
    if (member(question, 'type') === 'CHOICE')
      return Array.isArray(choices) && (choices.length === 0 || choices.length > mostListed)
        ? [[[...path, 'choices'], `must have 1 to ${mostListed} choices`]]
        : []
    if (typeof min !== 'number' || typeof max !== 'number') return []
    if (max > largestAnswer) return [[[...path, 'max'], `must be at most ${largestAnswer.toLocaleString('en-US')}`]]
    return max < min ? [[[...path, 'max'], `must not be less than min, which is ${min}`]] : []
  })
  return [...tooLong, ...none, ...nobody, ...inQuestions]
}
