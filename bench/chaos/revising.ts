import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Asking, Json } from './asking.ts'
import type { Chance } from './chance.ts'

/** A message of the room of changes, as far as its changes were acknowledged. */
export type Revised = {
  author: string
  text: string
  deleted: boolean
  reactions: Set<string>
  /** How often something was acknowledged of it, its sending included. */
  changes: number
}

/** By id. Only its author edits and deletes a message, and everybody moves only their own thumb. */
export type Revisions = Map<string, Revised>

const send = `mutation ($roomId: ID!, $text: String!, $clientId: ID!) {
  sendMessage(input: { roomId: $roomId, text: $text, clientId: $clientId }) {
    ... on SendMessageSuccess { message { id } } ... on Error { code } } }`
const edit = `mutation ($messageId: ID!, $text: String!) {
  editMessage(input: { messageId: $messageId, text: $text }) {
    ... on EditMessageSuccess { message { id } } ... on Error { code } } }`
const remove = `mutation ($messageId: ID!) {
  deleteMessage(input: { messageId: $messageId }) {
    ... on DeleteMessageSuccess { message { id } } ... on Error { code } } }`
const react = `mutation ($messageId: ID!, $on: Boolean!) {
  react(input: { messageId: $messageId, emoji: "👍", on: $on }) {
    ... on ReactSuccess { message { id } } ... on Error { code } } }`

type Answer = { message?: { id: string }; code?: string }

/** Sends, edits, deletes and reacts, one after the other; every one of them does no harm when it is asked for again. */
export function revising(
  login: string,
  roomId: string,
  asking: Asking,
  revisions: Revisions,
  chance: Chance,
): () => Promise<void> {
  const ask = async (query: string, variables: Json): Promise<Answer> => {
    const [answer = {}] = Object.values(await asking.ask<Record<string, Answer>>(login, query, variables))
    if (answer.code !== 'RATE_LIMITED') return answer
    await sleep(300)
    return ask(query, variables)
  }
  const pick = <T>(from: readonly T[]): T | null => (from.length > 0 ? chance.pick(from) : null)

  const sends = async () => {
    const text = `first ${randomUUID()}`
    const { message, code } = await ask(send, { roomId, text, clientId: randomUUID() })
    if (message) revisions.set(message.id, { author: login, text, deleted: false, reactions: new Set(), changes: 1 })
    else asking.complain(`${code} to sendMessage`)
  }
  const changesOwn = async (messageId: string, message: Revised) => {
    const deletes = chance.between(0, 1) < 0.25
    const text = `later ${randomUUID()}`
    const { code } = await (deletes ? ask(remove, { messageId }) : ask(edit, { messageId, text }))
    if (code) return asking.complain(`${code} to a change of one's own message`)
    message.changes++
    if (deletes) message.deleted = true
    else message.text = text
  }
  const reacts = async (messageId: string, message: Revised) => {
    const on = !message.reactions.has(login)
    const { code } = await ask(react, { messageId, on })
    // Its author may have deleted it meanwhile.
    if (code === 'UNKNOWN_MESSAGE') return
    if (code) return asking.complain(`${code} to react`)
    message.changes++
    if (on) message.reactions.add(login)
    else message.reactions.delete(login)
  }

  return async () => {
    const there = [...revisions].filter(([, { deleted }]) => !deleted)
    const own = pick(there.filter(([, { author }]) => author === login))
    const any = pick(there)
    const dice = chance.between(0, 1)
    if (own && dice < 0.4) await changesOwn(...own)
    else if (any && dice < 0.7) await reacts(...any)
    else await sends()
  }
}
