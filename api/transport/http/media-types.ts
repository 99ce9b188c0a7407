import { MIMEType } from 'node:util'
import Negotiator from 'negotiator'

/** The forms of an answer; of those that a client likes equally well the first one that it names, or else that stands here. */
const answerTypes = ['application/json', 'application/graphql-response+json', 'text/event-stream'] as const
export type AnswerType = (typeof answerTypes)[number]

/** Of a parameter `charset`: ASCII is UTF-8, too, and an empty value says nothing. */
const utf8 = /^(["']?)(utf-?8|(us-)?ascii|)\1$/i
/** A parameter that changes nothing in an answer of ours: any but the quality and a charset that is not UTF-8. */
const idleParameter = /;(?!\s*q\s*=|\s*charset\s*=(?!\s*["']?(?:utf-?8|(?:us-)?ascii|)["']?\s*(?:[;,]|$)))[^,;]*/gi

/** The type that a client likes best (RFC 9110, 12.5.1); null when it accepts none of ours. */
export function answerTypeOf(accept = ''): AnswerType | null {
  const negotiator = new Negotiator({ headers: { accept: accept.trim().replace(idleParameter, '') || '*/*' } })
  return (negotiator.mediaType([...answerTypes]) as AnswerType | undefined) ?? null
}

/** Whether a body of this Content-Type is JSON in UTF-8. */
export function isJson(contentType: string): boolean {
  try {
    const { essence, params } = new MIMEType(contentType)
    return essence === 'application/json' && utf8.test(params.get('charset') ?? '')
  } catch {
    return false
  }
}
