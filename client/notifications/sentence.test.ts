import { beforeAll, describe, expect, test } from 'vitest'
import type { Sentence_NotificationFragment as Read } from '../gql/graphql.ts'
import { loadAppTexts } from '../texts/texts.ts'
import { isOwnDoing, policyToOpen, sentence, sentenceWithAmount } from './sentence.ts'

beforeAll(loadAppTexts)

const danny = { login: 'danny.solid', name: 'Danny Solid' }
const common = { text: 'danny.solid just sold policy for TRI!!!', policyNumber: 'N1', amount: null }
const product = { productCode: 'TRI', product: { name: 'Safe Traveller' } }
const amount = { amount: '72.00', currencyCode: 'EUR' }
const sale = { ...common, ...product, amount, agent: danny }
const sold: Read = { ...sale, __typename: 'PolicySold' }
const terminated: Read = { ...sale, __typename: 'PolicyTerminated', terminatedOn: '2027-06-01' }
const tariff: Read = { ...common, ...product, __typename: 'TariffChanged', validFrom: '2027-06-01' }
const payment: Read = { ...sale, __typename: 'PaymentReceived' }
const commission: Read = { ...sale, __typename: 'CommissionCalculated' }
const announcement: Read = { ...common, __typename: 'Announcement', text: 'Closed on Monday', author: danny }

describe('what happened', () => {
  test('MUST be rendered with the names of people and products, and with days as people write them', () => {
    const sentences = [sold, terminated, tariff, payment, commission].map((read) => sentence(read, 'jimmy.solid'))
    expect(sentences).toEqual([
      'Danny Solid sold Safe Traveller',
      'Danny Solid’s Safe Traveller policy ends early on 1 Jun 2027',
      'Safe Traveller has a new tariff, valid from 1 Jun 2027',
      'A payment came in for Danny Solid’s policy',
      'Danny Solid’s commission was calculated',
    ])
    expect(sentenceWithAmount(sold, 'jimmy.solid')).toBe('Danny Solid sold Safe Traveller · €72.00')
  })

  test('MUST name the one who did it as “you”', () => {
    expect([sold, terminated, payment, commission].map((read) => sentence(read, 'danny.solid'))).toEqual([
      'You sold Safe Traveller',
      'Your Safe Traveller policy ends early on 1 Jun 2027',
      'A payment came in for your policy',
      'Your commission was calculated',
    ])
  })

  test('MUST be rendered also where the event names nobody and nothing we know', () => {
    const unknown = { agent: null, product: null, terminatedOn: null, validFrom: null }
    const all = [sold, terminated, tariff, payment, commission].map((read) => ({ ...read, ...unknown }) as Read)
    expect(all.map((read) => sentence(read, null))).toEqual([
      'TRI was sold',
      'A TRI policy ends early',
      'TRI has a new tariff',
      'A payment came in',
      'A commission was calculated',
    ])
  })

  test('MUST say of a negative commission that it is taken back', () => {
    const back: Read = { ...sale, amount: { ...amount, amount: '-5.04' }, __typename: 'CommissionCalculated' }
    expect([null, 'danny.solid'].map((me) => sentence(back, me))).toEqual([
      'A part of Danny Solid’s commission was taken back',
      'A part of your commission was taken back',
    ])
    expect(sentence({ ...back, agent: null }, null)).toBe('A part of a commission was taken back')
  })

  test('MUST be the announcement itself where one was made', () => {
    expect(sentence(announcement, 'jimmy.solid')).toBe('Closed on Monday')
  })
})

test('only what an agent did herself MUST count as her own doing', () => {
  const all = [sold, terminated, announcement, payment, commission, tariff]
  expect(all.map((read) => isOwnDoing(read, 'danny.solid'))).toEqual([true, true, true, false, false, false])
  expect(all.some((read) => isOwnDoing(read, 'jimmy.solid') || isOwnDoing(read, null))).toBe(false)
})

test('a policy MUST be offered for opening to who sold it and to administrators alone', () => {
  expect(policyToOpen(sold, { login: 'danny.solid', role: 'AGENT' })).toBe('N1')
  expect(policyToOpen(sold, { login: 'admin', role: 'ADMIN' })).toBe('N1')
  expect(policyToOpen(sold, { login: 'jimmy.solid', role: 'AGENT' })).toBeNull()
  expect(policyToOpen(sold, null)).toBeNull()
})
