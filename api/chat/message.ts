import { type FieldError, throwIfInvalid } from '../lib/errors.ts'
import { cleanText, complaintAboutText } from '../lib/text.ts'
import { readUuid } from '../lib/uuid.ts'

export type Room = { id: string; name: string }

/** A message as everybody sees it: it never changes. */
export type Message = {
  id: string
  roomId: string
  author: string
  text: string
  sentAt: Date
  /** The client's own name for it, by which a retry is recognised. */
  clientId: string | null
}

/** A message with its number in the room's topic. */
export type Placed = Message & { seq: number }

/** Characters as a person counts them: Unicode code points. */
export const maxCharacters = 4_000

export type SendMessageInput = { roomId: string; text: string; clientId?: string | null }

/** What an author may send. Throws INVALID_INPUT naming every wrong field. */
export function compose(input: SendMessageInput, author: string, id: string, sentAt: Date): Message {
  const { roomId } = input
  const text = cleanText(input.text)
  const clientId = input.clientId == null ? null : readUuid(input.clientId)
  const wrong: FieldError[] = []
  const complaint = complaintAboutText(text, maxCharacters)
  if (complaint) wrong.push({ path: 'text', message: complaint })
  if (input.clientId != null && clientId === null) wrong.push({ path: 'clientId', message: 'Must be a UUID.' })
  throwIfInvalid(wrong)
  return { id, roomId, author, text, sentAt, clientId }
}
