import type { Day } from '../lib/day.ts'
import { type Cents, formatMoney } from '../lib/money.ts'
import { PoisonMessage } from './broker.ts'
import type { Members } from './json-body.ts'
import { wireMoney } from './outbox-event.ts'

/** The part of JSON Schema, draft 7, that describes a member as Parley writes it. */
export type JsonSchema = {
  type: string | [string, 'null']
  description?: string
  format?: string
  minLength?: number
  minimum?: number
  maximum?: number
  properties?: Record<string, JsonSchema>
  required?: string[]
}

/**
 * One member of the body of an event, from which come its reader, its writer, its JSON schema, its line of the documents
 * and its example.
 */
export type Member<Value> = {
  /** As the .NET services write it: `PolicyNumber`. Read in any case. */
  name: string
  /** For people who publish or consume the event. */
  meaning: string
  /** What a text of the documents calls its form: `text`, `amount`, `date`. */
  form: string
  /**
   * A body without a `required` member is poison. One that is `optional` may be missing, null or blank. One that is
   * `tolerated` may have any form, since no consumer depends on it.
   */
  presence: 'required' | 'optional' | 'tolerated'
  schema: JsonSchema
  /** The members of an object. */
  parts?: Shape
  example: Value
  read(members: Members): Value
  /** What `JSON.stringify` is given. */
  write(value: Value): unknown
}

/** Members by the names that the code has for them, in the order in which they are written. */
export type Shape = Readonly<Record<string, Member<unknown>>>

/** The values of members. */
export type Values<Described extends Shape> = {
  [Name in keyof Described]: Described[Name] extends Member<infer Value> ? Value : never
}

type About<Value> = { meaning: string; example: Value }

/** Text that must be there and not blank. */
export function text(name: string, about: About<string>): Member<string> {
  return {
    ...about,
    name,
    form: 'text',
    presence: 'required',
    schema: { type: 'string', minLength: 1 },
    read: (members) => members.text(name),
    write: (value) => value,
  }
}

/** Text, or null. */
export function optionalText(name: string, about: About<string | null>): Member<string | null> {
  return {
    ...about,
    name,
    form: 'text',
    presence: 'optional',
    schema: { type: ['string', 'null'] },
    read: (members) => members.textOrNull(name),
    write: (value) => value,
  }
}

/** The same, and null for whatever cannot be read. */
export function toleratedText(name: string, about: About<string | null>): Member<string | null> {
  return { ...optionalText(name, about), presence: 'tolerated', read: (members) => members.textIfReadable(name) }
}

/** An amount in euro that must be there. */
export function amount(name: string, about: About<Cents>): Member<Cents> {
  return {
    ...about,
    name,
    form: 'amount',
    presence: 'required',
    schema: { type: 'number' },
    read: (members) => members.cents(name),
    write: wireMoney,
  }
}

/** An amount that is 0 where it is missing, and poison beyond `atMost` in size. */
export function amountOrZero(name: string, { atMost, ...about }: About<Cents> & { atMost: Cents }): Member<Cents> {
  return {
    ...amount(name, about),
    presence: 'optional',
    schema: { type: 'number', minimum: -atMost / 100, maximum: atMost / 100 },
    read: (members) => {
      const cents = members.centsOrZero(name)
      if (Math.abs(cents) <= atMost) return cents
      throw new PoisonMessage(`${name}: expected at most ${formatMoney(atMost)} in size`)
    },
  }
}

/** An amount that is 0 where it is missing or cannot be read. */
export function toleratedAmount(name: string, about: About<Cents>): Member<Cents> {
  return { ...amount(name, about), presence: 'tolerated', read: (members) => members.centsIfReadable(name) }
}

/** A calendar date, or null. Written as midnight without a zone, as the .NET services write it. */
export function optionalDay(name: string, about: About<Day | null>): Member<Day | null> {
  return {
    ...about,
    name,
    form: 'date',
    presence: 'optional',
    // Not the format date-time, which demands a zone.
    schema: { type: ['string', 'null'] },
    read: (members) => members.day(name),
    write: (day) => (day === null ? null : `${day}T00:00:00`),
  }
}

/** The same, and null for whatever cannot be read. */
export function toleratedDay(name: string, about: About<Day | null>): Member<Day | null> {
  return { ...optionalDay(name, about), presence: 'tolerated', read: (members) => members.dayIfReadable(name) }
}

/** An object of members that are tolerated; whatever is no object is read as an empty one. */
export function toleratedObject<Parts extends Shape>(
  name: string,
  { meaning, members: parts }: { meaning: string; members: Parts },
): Member<Values<Parts>> {
  return {
    name,
    meaning,
    form: 'object',
    presence: 'tolerated',
    schema: objectSchema(parts),
    parts,
    example: examplesOf(parts),
    read: (members) => readMembers(parts, members.objectIfReadable(name)),
    write: (value) => writeMembers(parts, value),
  }
}

/** Throws PoisonMessage for the first member that cannot be read. */
export function readMembers<Described extends Shape>(shape: Described, members: Members): Values<Described> {
  return valuesOf(shape, (member) => member.read(members))
}

/** An object for `JSON.stringify`, its members in the order of the description. */
export function writeMembers<Described extends Shape>(shape: Described, values: Values<Described>): object {
  return Object.fromEntries(Object.entries(shape).map(([key, member]) => [member.name, member.write(values[key])]))
}

export function examplesOf<Described extends Shape>(shape: Described): Values<Described> {
  return valuesOf(shape, (member) => member.example)
}

/** The schema of an object as Parley writes it: it has every member. Other publishers may leave out those not required. */
export function objectSchema(shape: Shape): JsonSchema {
  const members = Object.values(shape)
  const properties = members.map(({ name, meaning, schema }) => [name, { ...schema, description: meaning }])
  const required = members.filter(({ presence }) => presence === 'required').map(({ name }) => name)
  return { type: 'object', properties: Object.fromEntries(properties), ...(required.length > 0 && { required }) }
}

function valuesOf<Described extends Shape>(shape: Described, value: (member: Member<unknown>) => unknown) {
  // Each value comes from the member of its name, which has its type.
  const entries = Object.entries(shape).map(([key, member]) => [key, value(member)])
  return Object.fromEntries(entries) as Values<Described>
}
