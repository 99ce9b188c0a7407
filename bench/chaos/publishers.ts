import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { aHolder, aTrip } from '../../api/policies/testing.ts'
import type { Asking, Json } from './asking.ts'
import type { Book } from './book.ts'
import type { Chance } from './chance.ts'
import type { Revisions } from './revising.ts'
import { positionOf, wordsOf } from './streams.ts'

/** What was said by whom, one book for each list in which it must show. */
export type Books = {
  messages: Book
  notifications: Book
  /** The events as other services hear them on RabbitMQ. */
  events: Book
  /** The list of policies: the words are the status. */
  policies: Book
  /** The messages of the room whose changes are followed. */
  revisions: Revisions
}

export type Publisher = {
  /** Finishes what it is at, which takes as long as the servers need to answer. */
  stop(): Promise<void>
}

/** Does one thing after the other, with pauses of `pause` milliseconds on average, while the gate is open. */
export function repeat(pause: number, chance: Chance, gate: Gate, act: () => Promise<void>): Publisher {
  let stopping = false
  const run = async () => {
    while (!stopping) {
      await gate.open()
      if (stopping) return
      const leave = gate.enter()
      await act().finally(leave)
      await sleep(chance.between(0, 2 * pause))
    }
  }
  const running = run().catch(() => {})
  return {
    stop: () => {
      stopping = true
      return running
    },
  }
}

/** Lets a fault ask the publishers for a moment in which nobody is in the middle of something. */
export type Gate = {
  open(): Promise<void>
  enter(): () => void
  /** Resolves when everybody is outside; they stay there until the returned function is called. */
  close(): Promise<() => void>
}

export function createGate(): Gate {
  let closed: PromiseWithResolvers<void> | null = null
  let inside = 0
  return {
    open: () => closed?.promise ?? Promise.resolve(),
    enter: () => {
      inside++
      return () => {
        inside--
      }
    },
    close: async () => {
      const closing = Promise.withResolvers<void>()
      closed = closing
      const deadline = Date.now() + 10_000
      while (inside > 0 && Date.now() < deadline) await sleep(20)
      return () => {
        closed = null
        closing.resolve()
      }
    },
  }
}

const sendMessage = `mutation ($text: String!, $clientId: ID!) {
  sendMessage(input: { text: $text, clientId: $clientId }) {
    ... on SendMessageSuccess { cursor message { id } }
    ... on Error { code }
  }
}`

/** Sends messages, some long, and now and then one again whose answer it has: it must be the same answer. */
export function chatting(login: string, asking: Asking, book: Book, chance: Chance): () => Promise<void> {
  let last: (() => Promise<void>) | null = null
  return async () => {
    const clientId = randomUUID()
    const text = chance.between(0, 1) < 0.1 ? `${clientId} ${'🚗 long '.repeat(400)}` : `${clientId} Żółć`
    book.say({ key: clientId, words: wordsOf(login, text), audience: null })
    const send = async () => {
      const { sendMessage: answer } = await asking.ask<{ sendMessage: Json }>(login, sendMessage, { text, clientId })
      const { cursor, message, code } = answer as { cursor?: string; message?: { id: string }; code?: string }
      if (cursor && message) return book.acknowledge(clientId, positionOf(cursor, message.id))
      if (code !== 'RATE_LIMITED') asking.complain(`${code} to sendMessage`)
      await sleep(300)
      await send()
    }
    await send()
    if (last && chance.between(0, 1) < 0.1) await last()
    last = send
  }
}

const createOffer = `mutation ($input: CreateOfferInput!) { createOffer(input: $input) {
  ... on CreateOfferSuccess { offer { number } } ... on Error { code } } }`
const buyPolicy = `mutation ($input: BuyPolicyInput!) { buyPolicy(input: $input) {
  ... on BuyPolicySuccess { policy { number } } ... on Error { code } } }`
const terminatePolicy = `mutation ($input: TerminatePolicyInput!) { terminatePolicy(input: $input) {
  ... on TerminatePolicySuccess { policy { number } } ... on Error { code } } }`

/** Makes offers and sells them, asks for one sale in ten again, and terminates one policy in three. */
export function selling(login: string, asking: Asking, books: Books, chance: Chance): () => Promise<void> {
  const buy = async (offerNumber: string): Promise<string> => {
    const input = { offerNumber, policyHolder: aHolder() }
    const { buyPolicy: answer } = await asking.ask<{ buyPolicy: Answer }>(login, buyPolicy, { input })
    if (!answer.policy) throw complaint(asking, `${answer.code} to buyPolicy`)
    return answer.policy.number
  }
  return async () => {
    const { createOffer: made } = await asking.ask<{ createOffer: Answer }>(login, createOffer, { input: aTrip() })
    if (!made.offer) throw complaint(asking, `${made.code} to createOffer`)
    const number = await buy(made.offer.number)
    sold(books, number, saleOf(login, 'TRI', '7.20'))
    note(books.policies, { key: number, words: 'ACTIVE' })
    if (chance.between(0, 1) < 0.1 && (await buy(made.offer.number)) !== number)
      books.policies.contradictions.push(`offer ${made.offer.number} was sold as ${number} and then as another policy`)
    if (chance.between(0, 1) > 0.33) return
    await sleep(chance.between(0, 500))
    const input = { policyNumber: number, terminationDate: '2096-06-04' }
    const { terminatePolicy: ended } = await asking.ask<{ terminatePolicy: Answer }>(login, terminatePolicy, { input })
    // The answer to the first attempt may have been lost on its way.
    if (!ended.policy && ended.code !== 'POLICY_ALREADY_TERMINATED')
      throw complaint(asking, `${ended.code} to terminatePolicy`)
    note(books.notifications, {
      key: `PolicyTerminated ${number}`,
      words: `${login}'s policy for TRI was terminated on 2096-06-04.`,
    })
    note(books.notifications, {
      key: `CommissionCalculated ${number} taken back`,
      words: `A commission of 5.04 EUR was taken back from ${login}.`,
      audience: [login, 'admin'],
    })
    note(books.events, { key: `PolicyTerminated ${number}`, words: '' })
    books.policies.said.set(number, { key: number, words: 'TERMINATED', at: Date.now(), audience: null })
  }
}

type Answer = { offer?: { number: string }; policy?: { number: string }; code?: string }

/** What is told of a sale: to all agents, and to the one who made it. */
export type Sale = { login: string; words: string; commission: string }

export const saleOf = (login: string, productCode: string, commission: string): Sale => ({
  login,
  words: `${login} just sold policy for ${productCode}!!!`,
  commission: `A commission of ${commission} EUR was calculated for ${login}.`,
})

/** A sale as agents and other services hear of it. */
export function sold(books: Books, number: string, { login, words, commission }: Sale): void {
  note(books.notifications, { key: `PolicySold ${number}`, words })
  const audience = [login, 'admin']
  note(books.notifications, { key: `CommissionCalculated ${number}`, words: commission, audience })
  note(books.events, { key: `PolicyCreated ${number}`, words: '' })
}

// The number of a policy is known only with the answer.
export function note(book: Book, thing: { key: string; words: string; audience?: string[] }): void {
  book.say({ audience: null, ...thing })
  book.acknowledge(thing.key)
}

function complaint(asking: Asking, what: string): Error {
  asking.complain(what)
  return new Error(what)
}
