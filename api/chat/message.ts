import { qualifiedEmoji } from '../lib/emoji.ts'
import { DomainError, type FieldError, throwIfInvalid } from '../lib/errors.ts'
import { cleanText, complaintAboutText, isBlank } from '../lib/text.ts'
import { readUuid } from '../lib/uuid.ts'

/** What its author sent: the body of the entry by which a room hears of it. */
export type SentMessage = {
  id: string
  roomId: string
  author: string
  /** Empty once the message is deleted. */
  text: string
  sentAt: Date
  /** The client's own name for it, by which a retry is recognised. */
  clientId: string | null
  /** The message of the same room that it answers. Absent in entries of before there were replies. */
  replyTo?: string | null
  /** Files that were sent with it, in order. Absent or null where there are none, and once it is deleted. */
  attachmentIds?: string[] | null
}

/** Who has reacted to a message with one emoji, in the order in which they did. */
export type Reaction = { emoji: string; logins: string[] }

/** A message as it is now. */
export type Message = SentMessage & {
  /** 1 as it was sent, and one more with each edit. */
  version: number
  editedAt: Date | null
  deletedAt: Date | null
  /** In the order of the first of each. */
  reactions: Reaction[]
  /** Since when the room has it pinned, and the login of who pinned it. Null for a message that is not. */
  pinnedAt: Date | null
  pinnedBy: string | null
}

/** A message in the answer of one operation. */
export type MessageView = Message & {
  /** True for an administrator who keeps its room in order without being in it: the room stays unread. */
  isOutside?: boolean
}

/** A message with its number in the room's topic. */
export type Placed = Message & { seq: number }

/** An earlier text of an edited message, and until when it was shown. */
export type MessageVersion = { version: number; text: string; at: Date }

/** Characters as a person counts them: Unicode code points. */
export const maxCharacters = 4_000
/** Files of one message. */
export const maxAttachments = 10
/** Different emoji on one message. */
export const maxEmoji = 50

export type SendMessageInput = {
  roomId: string
  text: string
  clientId?: string | null
  replyTo?: string | null
  attachmentIds?: string[] | null
  /** `@here` may call as many as there are. */
  confirmHere?: boolean | null
}

/** What an author may send. Throws INVALID_INPUT naming every wrong field. */
export function compose(input: SendMessageInput, author: string, id: string, sentAt: Date): SentMessage {
  const { roomId } = input
  const given = input.attachmentIds ?? []
  const attachmentIds = given.flatMap((id) => readUuid(id) ?? [])
  const text = textWith(attachmentIds, input.text)
  const clientId = input.clientId == null ? null : readUuid(input.clientId)
  const replyTo = input.replyTo == null ? null : readUuid(input.replyTo)
  const wrong: FieldError[] = []
  const complaint = complaintAbout(text, attachmentIds)
  if (complaint) wrong.push({ path: 'text', message: complaint })
  if (input.clientId != null && clientId === null) wrong.push({ path: 'clientId', message: 'Must be a UUID.' })
  if (input.replyTo != null && replyTo === null) wrong.push(unknownReply)
  if (given.length > maxAttachments)
    wrong.push({ path: 'attachmentIds', message: `Must be at most ${maxAttachments}, got ${given.length}.` })
  else if (new Set(attachmentIds).size < given.length)
    wrong.push({ path: 'attachmentIds', message: 'Must be ids of uploads, each once.' })
  throwIfInvalid(wrong)
  const message = { id, roomId, author, text, sentAt, clientId, replyTo }
  return attachmentIds.length > 0 ? { ...message, attachmentIds } : message
}

type Attachments = readonly string[] | null | undefined
const hasFiles = (attachments: Attachments): boolean => (attachments?.length ?? 0) > 0

/** Beside files nothing need be written. */
function textWith(attachments: Attachments, given: string): string {
  const text = cleanText(given)
  return hasFiles(attachments) && isBlank(text) ? '' : text
}

function complaintAbout(text: string, attachments: Attachments): string | null {
  return text === '' && hasFiles(attachments) ? null : complaintAboutText(text, maxCharacters)
}

export const unknownReply: FieldError = { path: 'replyTo', message: 'Must be the id of a message of the same room.' }

/** The message of the entry by which it was sent, as it was then, or without its text once it was deleted. */
export function asSent(body: SentMessage & { deletedAt?: Date | string | null }): Message {
  const deletedAt = body.deletedAt == null ? null : new Date(body.deletedAt)
  const attachmentIds = body.attachmentIds ?? null
  const untouched = { version: 1, editedAt: null, reactions: [], pinnedAt: null, pinnedBy: null }
  return { ...body, ...untouched, attachmentIds, sentAt: new Date(body.sentAt), deletedAt }
}

/** What is left of the entry of a message that was deleted. */
export function redacted({ id, roomId, author, sentAt, clientId, replyTo }: SentMessage, deletedAt: Date) {
  return { id, roomId, author, text: '', sentAt, clientId, replyTo, deletedAt }
}

/** Until when its author may edit a message; null is for ever. `within` is in seconds from sending, null without end. */
export const editableUntil = ({ sentAt }: Pick<Message, 'sentAt'>, within: number | null): Date | null =>
  within === null ? null : new Date(sentAt.getTime() + within * 1_000)

/**
 * The text by which an author replaces that of a message. `version` is the one that was edited; without it the newest.
 * `within` is how long after sending a message may be edited, in seconds; null is for ever. Throws INVALID_INPUT,
 * FORBIDDEN, UNKNOWN_MESSAGE once it is deleted, EDIT_TOO_LATE or EDIT_CONFLICT.
 */
export function editedText(
  message: Message,
  edit: { text: string; version?: number | null; by: string; at: Date; within: number | null },
): string {
  if (message.author !== edit.by) throw new DomainError('FORBIDDEN', 'Only its author may edit a message.')
  if (message.deletedAt !== null) throw unknownMessage(message.id)
  const until = editableUntil(message, edit.within)
  if (until !== null && edit.at > until)
    throw new DomainError('EDIT_TOO_LATE', 'The time in which this message could be edited is over.')
  const text = textWith(message.attachmentIds, edit.text)
  const complaint = complaintAbout(text, message.attachmentIds)
  if (complaint) throwIfInvalid([{ path: 'text', message: complaint }])
  if (edit.version != null && edit.version !== message.version && text !== message.text)
    throw new DomainError('EDIT_CONFLICT', 'The message was edited elsewhere meanwhile: read it again.')
  return text
}

/** What is left of a message that was deleted. */
export function deleted<M extends Message>(message: M, deletedAt: Date): M {
  return { ...message, text: '', attachmentIds: null, deletedAt, reactions: [], pinnedAt: null, pinnedBy: null }
}

export function unknownMessage(id: string): DomainError {
  return new DomainError('UNKNOWN_MESSAGE', `There is no message ${JSON.stringify(id.slice(0, 80))}.`)
}

/** One emoji in its qualified form. Throws INVALID_INPUT for anything else. */
export function readEmoji(text: string): string {
  const found = qualifiedEmoji(text)
  if (!found) throwIfInvalid([{ path: 'emoji', message: 'Must be one emoji.' }])
  return found ?? text
}
