/** The forms of an answer. */
export type AnswerType = 'application/json' | 'application/graphql-response+json' | 'text/event-stream'

const answerTypes: Record<string, AnswerType> = {
  'application/graphql-response+json': 'application/graphql-response+json',
  'application/json': 'application/json',
  'application/*': 'application/json',
  '*/*': 'application/json',
  'text/event-stream': 'text/event-stream',
}

/** Of the types that a client accepts the first one that we have; null when we have none of them. */
export function answerTypeOf(accept = ''): AnswerType | null {
  const found = (accept.trim() || '*/*')
    .split(',')
    .map(parseMediaType)
    .find(({ type, isUtf8, isRefused }) => answerTypes[type] && isUtf8 && !isRefused)
  return answerTypes[found?.type ?? ''] ?? null
}

/** Whether a body of this Content-Type is JSON in UTF-8. */
export function isJson(contentType = ''): boolean {
  const { type, isUtf8 } = parseMediaType(contentType)
  return type === 'application/json' && isUtf8
}

type MediaType = {
  type: string
  /** Of every charset it names; of none it is UTF-8, as JSON and event streams are. */
  isUtf8: boolean
  /** By the weight 0 in `Accept` (RFC 9110, 12.4.2). */
  isRefused: boolean
}

const parameter = /;\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/g
/** ASCII is UTF-8, too. An empty value says nothing. */
const utf8 = /^(["']?)(utf-?8|(us-)?ascii|)\1$/

/** Parameters other than these mean nothing to us. */
function parseMediaType(text: string): MediaType {
  const lower = text.toLowerCase()
  const parameters = [...lower.matchAll(parameter)]
  const valuesOf = (wanted: string) =>
    parameters.flatMap(([, name, value = '']) => (name === wanted ? [value.trim()] : []))
  return {
    type: lower.split(';', 1)[0]?.trim() ?? '',
    isUtf8: valuesOf('charset').every((charset) => utf8.test(charset)),
    isRefused: valuesOf('q').some((weight) => /^0(\.0{0,3})?$/.test(weight)),
  }
}
