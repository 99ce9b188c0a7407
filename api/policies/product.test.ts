import { describe, expect, test } from 'vitest'
import type { FieldError } from '../lib/errors.ts'
import { demoProducts } from './demo.ts'
import { type AnswerInput, chooseCovers, type Product, readAnswers } from './product.ts'

const product = (code: string): Product => demoProducts.find((candidate) => candidate.code === code) as Product

const given = (answers: Record<string, string>): AnswerInput[] =>
  Object.entries(answers).map(([questionCode, value]) => ({ questionCode, value }))

function complaints(code: string, answers: AnswerInput[]): Record<string, string> {
  const wrong: FieldError[] = []
  readAnswers(product(code), answers, wrong)
  return Object.fromEntries(wrong.map(({ path, message }) => [path, message]))
}

const trip = { DESTINATION: 'EUR', NUM_OF_ADULTS: '1', NUM_OF_CHILDREN: '1' }
const home = { TYP: 'APT', AREA: '95', NUM_OF_CLAIM: '1', FLOOD: 'NO' }

describe('answers', () => {
  test('right answers MUST be read as choices and whole numbers', () => {
    const wrong: FieldError[] = []
    expect([...readAnswers(product('TRI'), given(trip), wrong)]).toEqual([
      ['DESTINATION', 'EUR'],
      ['NUM_OF_ADULTS', 1],
      ['NUM_OF_CHILDREN', 1],
    ])
    expect(wrong).toEqual([])
  })

  test('every missing answer MUST be named with what was expected', () => {
    expect(complaints('TRI', [])).toEqual({
      'answers.DESTINATION': 'Expected one of EUR, WORLD, PL.',
      'answers.NUM_OF_ADULTS': 'Expected a whole number from 0 to 1,000,000.',
      'answers.NUM_OF_CHILDREN': 'Expected a whole number from 0 to 1,000,000.',
    })
  })

  test('a superfluous or unknown answer MUST be refused by its code', () => {
    expect(complaints('CAR', given({ NUM_OF_CLAIM: '0', AREA: '5', __proto__x: '1' }))).toEqual({
      'answers.AREA': 'CAR does not ask this, only NUM_OF_CLAIM.',
      'answers.__proto__x': 'CAR does not ask this, only NUM_OF_CLAIM.',
    })
  })

  test('a flood of unknown answers MUST be answered in one sentence', () => {
    const flood = Array.from({ length: 5_000 }, (_, n) => ({ questionCode: `Q${n}`, value: '1' }))
    expect(complaints('CAR', [...given({ NUM_OF_CLAIM: '0' }), ...flood])).toEqual({
      answers: 'CAR asks only NUM_OF_CLAIM.',
    })
  })

  test('an answer given twice MUST be refused, also when both are alike', () => {
    expect(complaints('CAR', [...given({ NUM_OF_CLAIM: '0' }), ...given({ NUM_OF_CLAIM: '0' })])).toEqual({
      'answers.NUM_OF_CLAIM': 'Answer this once.',
    })
  })

  test.each(['', ' ', 'two', '1.5', '1,5', '-1', '+1', '1e3', '0x10', '١', 'NaN', ' 1', '1000001', '9'.repeat(400)])(
    'the text %j where a number belongs MUST be refused',
    (value) => {
      expect(complaints('CAR', given({ NUM_OF_CLAIM: value }))['answers.NUM_OF_CLAIM']).toMatch(
        /^Expected a whole number from 0 to 1,000,000, got ".{0,41}"\.$/,
      )
    },
  )

  test.each(['0', '1', '1000000'])('the number %s MUST be accepted', (value) => {
    expect(complaints('CAR', given({ NUM_OF_CLAIM: value }))).toEqual({})
  })

  test('an area MUST be at least 1', () => {
    expect(complaints('HSI', given({ ...home, AREA: '0' }))).toEqual({
      'answers.AREA': 'Expected a whole number from 1 to 1,000,000, got "0".',
    })
    expect(complaints('HSI', given({ ...home, AREA: '1' }))).toEqual({})
  })

  test('a choice MUST be one of the codes, letter by letter', () => {
    expect(complaints('HSI', given({ ...home, TYP: 'apt', FLOOD: 'MAYBE' }))).toEqual({
      'answers.TYP': 'Expected one of APT, HOUSE, got "apt".',
      'answers.FLOOD': 'Expected one of YES, NO, got "MAYBE".',
    })
  })

  test('from one to the product’s number of insured MUST travel', () => {
    const travellers = (adults: number, children: number) =>
      complaints('TRI', given({ ...trip, NUM_OF_ADULTS: `${adults}`, NUM_OF_CHILDREN: `${children}` }))
    expect(travellers(10, 0)).toEqual({})
    expect(travellers(0, 1)).toEqual({})
    expect(travellers(0, 0)).toEqual({
      'answers.NUM_OF_ADULTS': 'Expected NUM_OF_ADULTS + NUM_OF_CHILDREN from 1 to 10 insured, got 0.',
    })
    expect(travellers(6, 5)['answers.NUM_OF_ADULTS']).toMatch(/got 11\.$/)
  })
})

describe('covers', () => {
  const chosen = (code: string, selected: string[] | null) => {
    const wrong: FieldError[] = []
    const covers = chooseCovers(product(code), selected, wrong).map((cover) => cover.code)
    return wrong.length > 0 ? wrong : covers
  }

  test('nothing selected MUST mean all of them', () => {
    expect(chosen('TRI', null)).toEqual(['C1', 'C2', 'C3'])
  })

  test('a selection MUST come in the product’s order', () => {
    expect(chosen('TRI', ['C3', 'C2'])).toEqual(['C2', 'C3'])
  })

  test.each([
    ['a mandatory cover left out', 'TRI', ['C1', 'C3'], 'C2 is part of every TRI offer.'],
    ['an unknown cover', 'TRI', ['C2', 'C9'], 'TRI has no cover "C9", only C1, C2, C3.'],
    ['a code in the wrong case', 'CAR', ['c1'], 'CAR has no cover "c1", only C1.'],
    ['a cover twice', 'TRI', ['C2', 'C2'], 'Name each cover once.'],
    ['no cover at all', 'CAR', [], 'Select at least one of C1.'],
  ])('%s MUST be refused', (_, code, selected, message) => {
    expect(chosen(code, selected)).toEqual([{ path: 'selectedCovers', message }])
  })
})
