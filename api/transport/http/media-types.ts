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
export function answerTypeOf(accept = '*/*'): AnswerType | null {
  const found = accept
    .split(',')
    .map(parseMediaType)
    .find(({ type, isUtf8 }) => answerTypes[type] && isUtf8)
  return answerTypes[found?.type ?? ''] ?? null
}

/** Whether a body of this Content-Type is JSON in UTF-8. */
export function isJson(contentType = ''): boolean {
  const { type, isUtf8 } = parseMediaType(contentType)
  return type === 'application/json' && isUtf8
}

/** Parameters other than the charset mean nothing to us, and UTF-8 goes by two names. */
function parseMediaType(text: string): { type: string; isUtf8: boolean } {
  const [type = '', ...parameters] = text
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  const charsets = parameters.filter((parameter) => /^charset\s*=/.test(parameter))
  return { type, isUtf8: charsets.every((charset) => /^charset\s*=\s*("utf-?8"|utf-?8)$/.test(charset)) }
}
