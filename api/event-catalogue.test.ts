import { describe, expect, test } from 'vitest'
import { eventCatalogue } from './event-catalogue.ts'
import { exampleOf } from './messaging/described-event.ts'
import { eventNames } from './messaging/event-names.ts'
import { policyCreatedType } from './policies/events.ts'

test('every event that services exchange MUST be described, and once', () => {
  expect(eventCatalogue.map(({ name }) => name).sort()).toEqual([...eventNames].sort())
})

describe.each(eventCatalogue)('the example of $name', (type) => {
  test('MUST be understood by the very parser of its consumers', () => {
    const examples = Object.entries(type.members).map(([key, { example }]) => [key, example])
    expect(type.parse(exampleOf(type))).toEqual({ kind: type.kind, ...Object.fromEntries(examples) })
  })

  test('MUST be understood without the members that it says may be missing, and not without the others', () => {
    for (const { name, presence } of Object.values(type.members)) {
      const { [name]: _, ...rest } = JSON.parse(exampleOf(type))
      const parse = () => type.parse(JSON.stringify(rest))
      if (presence === 'required') expect(parse).toThrow(name)
      else expect(parse).not.toThrow()
    }
  })

  test('MUST be understood with anything in the members that it says are tolerated, and not in the others', () => {
    for (const { name, presence } of Object.values(type.members)) {
      const parse = () => type.parse(JSON.stringify({ ...JSON.parse(exampleOf(type)), [name]: [true] }))
      if (presence === 'tolerated') expect(parse).not.toThrow()
      else expect(parse).toThrow(name)
    }
  })
})

test('an example MUST take the values it is given and keep the rest', () => {
  const { kind: _, ...sold } = policyCreatedType.parse(exampleOf(policyCreatedType, { agentLogin: null }))
  expect(sold).toMatchObject({ agentLogin: null, productCode: 'TRI', premium: 7200 })
})
