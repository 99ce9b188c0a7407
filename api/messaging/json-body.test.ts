import { describe, expect, test } from 'vitest'
import { readBody } from './json-body.ts'

describe('a body', () => {
  test.each([
    ['', 'The body is empty: expected a JSON object'],
    [' \n', 'The body is empty: expected a JSON object'],
    ['<html>', 'The body is not JSON: expected a JSON object'],
    ['{"a":1', 'The body is not JSON: expected a JSON object'],
    ['[{"a":1}]', 'The body is an array: expected a JSON object'],
    ['null', 'The body is nothing: expected a JSON object'],
    ['"text"', 'The body is text: expected a JSON object'],
    ['7', 'The body is a number: expected a JSON object'],
    [`{"a":"${'x'.repeat(1_000_000)}"}`, 'The body has more than 1000000 characters'],
  ])('%# that is no object MUST be poison that says so', (body, reason) => {
    expect(() => readBody(body)).toThrow(expect.objectContaining({ name: 'PoisonMessage', message: reason }))
  })

  test('of any depth MUST NOT overflow the stack', () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)},"Name":"n"}`
    expect(readBody(deep).text('Name')).toBe('n')
  })
})

describe('a member', () => {
  const names = ['PolicyNumber', 'policyNumber', 'POLICYNUMBER', 'policynumber']
  test.each(names)('MUST be found whatever the case of its name: %s', (name) => {
    expect(readBody(JSON.stringify({ $id: '1', [name]: 'p' })).text('PolicyNumber')).toBe('p')
  })

  test('that comes twice MUST be the one whose case is right, else the last', () => {
    expect(readBody('{"PolicyNumber":"exact","policynumber":"other"}').text('PolicyNumber')).toBe('exact')
    expect(readBody('{"policynumber":"first","policyNumber":"last"}').text('PolicyNumber')).toBe('last')
  })

  test.each(['__proto__', 'constructor', 'toString'])('MUST NOT be found in what every object has: %s', (name) => {
    expect(readBody('{}').textOrNull(name)).toBeNull()
  })

  test('MUST be named with what was expected, without its value', () => {
    expect(() => readBody('{"AgentLogin":["secret"]}').textOrNull('AgentLogin')).toThrow(
      'AgentLogin: expected text, found an array',
    )
  })
})

describe('text', () => {
  test.each([
    ['{}', null],
    ['{"T":null}', null],
    ['{"T":"  "}', null],
    ['{"T":" x "}', 'x'],
    ['{"T":"<b>Żak</b> 漢字"}', '<b>Żak</b> 漢字'],
    ['{"T":"a\\u0000b"}', 'ab'],
    ['{"T":"a\\ud800b"}', 'a\ufffdb'],
    ['{"T":17}', '17'],
    ['{"T":1234567}', '1234567'],
    ['{"T":12345678901234567890}', '12345678901234567890'],
    ['{"T":17.5}', '17.5'],
    ['{"T":"\\u200b\\u3164"}', null],
    ['{"T":"a\\u202eb\\u2066c"}', 'abc'],
    ['{"T":"a\\nb\\u001b[31mc"}', 'a b[31mc'],
  ])('%s MUST be read as %j', (body, text) => {
    expect(readBody(body).textOrNull('T')).toBe(text)
  })

  test.each([
    ['{}', 'T: expected text that is not blank, found nothing'],
    ['{"T":" "}', 'T: expected text that is not blank, found text'],
    ['{"T":{}}', 'T: expected text, found an object'],
    ['{"T":true}', 'T: expected text, found true or false'],
    [`{"T":"${'x'.repeat(1_001)}"}`, 'T: expected at most 1000 characters'],
  ])('%# that must be there MUST be poison when it is not', (body, reason) => {
    expect(() => readBody(body).text('T')).toThrow(reason)
  })
})

describe('an amount', () => {
  test.each([
    ['72', 7200],
    ['72.0', 7200],
    ['72.00000', 7200],
    ['21.60', 2160],
    ['0.285', 28],
    ['0.295', 30],
    ['7.2e1', 7200],
    ['7.2E+1', 7200],
    ['1e-9', 0],
    ['-50.40', -5040],
    ['"72.00"', 7200],
    ['" 72.5 "', 7250],
    ['"7.2e1"', 7200],
    ['"72."', 7200],
    ['".5"', 50],
    ['"00072.00"', 7200],
    [`"72.${'0'.repeat(28)}"`, 7200],
    [`72.${'0'.repeat(28)}`, 7200],
    ['7.1999999999999992', 720],
    ['"0.2850000000000000000000000000001"', 29],
    ['"1e-30"', 0],
    ['-0.001', 0],
    ['999999999999.99', 99_999_999_999_999],
  ])('%s MUST be read as %d cents', (value, cents) => {
    expect(readBody(`{"Amount":${value}}`).cents('Amount')).toBe(cents)
  })

  test('that is missing MUST be zero where publishers leave zeros out, else poison', () => {
    expect(readBody('{"Amount":" "}').centsOrZero('Amount')).toBe(0)
    for (const body of ['{}', '{"Amount":null}']) {
      expect(readBody(body).centsOrZero('Amount')).toBe(0)
      expect(() => readBody(body).cents('Amount')).toThrow('Amount: expected an amount like 72.00, found nothing')
    }
  })

  test.each([
    '"72,00"',
    '"1,234.50"',
    '"many"',
    '"."',
    '""',
    'true',
    '[72]',
    '{}',
    '1e300',
    '"1e9999"',
    '1000000000000',
    '"Infinity"',
    '"NaN"',
    '"0x10"',
  ])('%s MUST be poison', (value) => {
    expect(() => readBody(`{"Amount":${value}}`).cents('Amount')).toThrow(
      /^Amount: expected an amount like 72\.00, found/,
    )
  })
})

describe('a day', () => {
  test.each([
    ['"2024-06-01T00:00:00"', '2024-06-01'],
    ['"2024-06-01"', '2024-06-01'],
    ['"2024-06-01 10:00"', '2024-06-01'],
    ['"2024-06-01T23:30:00Z"', '2024-06-01'],
    ['"2024-06-01T23:30:00.1234567+02:00"', '2024-06-01'],
    ['"2024-06-01T00:30:00-11:00"', '2024-06-01'],
    ['"2024-02-29T00:00:00"', '2024-02-29'],
    ['"9999-12-31T23:59:59.9999999"', '9999-12-31'],
    ['"0001-01-01T00:00:00"', null],
    ['""', null],
    ['null', null],
  ])('%s MUST be the calendar date %s, wherever the server stands', (value, day) => {
    expect(readBody(`{"Day":${value}}`).day('Day')).toBe(day)
  })

  test.each([
    '"2024-02-30"',
    '"0000-01-01"',
    '"2023-02-29T00:00:00"',
    '"01.06.2024"',
    '"2024-06-011"',
    '"tomorrow"',
    '1717200000',
  ])('%s MUST be poison', (value) => {
    expect(() => readBody(`{"Day":${value}}`).day('Day')).toThrow(/^Day: expected (an existing date|text)/)
  })
})

describe('a member that no consumer depends on', () => {
  const oddities = [
    'null',
    '7',
    'true',
    '"odd"',
    '[]',
    '{}',
    '"2027-02-30"',
    '"/Date(1717200000000)/"',
    '"06/01/2027 00:00:00"',
  ]
  test.each(oddities)('MUST make nothing unreadable: %s', (value) => {
    const members = readBody(`{"M":${value}}`)
    expect(members.dayIfReadable('M')).toBeNull()
    expect(typeof members.centsIfReadable('M')).toBe('number')
    expect([null, 'string']).toContain(members.textIfReadable('M') && typeof members.textIfReadable('M'))
    expect(members.objectIfReadable('M').textIfReadable('Name')).toBeNull()
  })

  test('MUST be read all the same where it can be', () => {
    const members = readBody('{"Day":"2024-06-01T00:00:00","Premium":"72.5","Holder":{"Name":"Jan"}}')
    expect(members.dayIfReadable('Day')).toBe('2024-06-01')
    expect(members.centsIfReadable('Premium')).toBe(7_250)
    expect(members.objectIfReadable('Holder').textIfReadable('name')).toBe('Jan')
  })
})
