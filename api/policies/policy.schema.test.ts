import DataLoader from 'dataloader'
import { graphql } from 'graphql'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Viewer } from '../auth/viewer.ts'
import { schema } from '../schema/schema.ts'
import type { SoldProduct } from './product.ts'
import { aHolder, aTrip, danny, jimmy, openShop, type Shop } from './testing.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.clear())

/** Asks as the viewer and gives the data; an error would be a bug and fails. */
async function ask(viewer: Viewer, source: string, variableValues: Record<string, unknown> = {}) {
  const { policies } = shop
  const soldProduct = new DataLoader((sold: readonly SoldProduct[]) => policies.productsAsSold(sold))
  const agentNamed = async (login: string) => ({ login, name: login, avatar: null, role: 'AGENT' })
  const contextValue = { policies, viewer, loaders: { soldProduct, agentNamed } }
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue })
  expect(errors).toBeUndefined()
  return JSON.parse(JSON.stringify(data))
}

const createOffer = /* GraphQL */ `
  mutation ($input: CreateOfferInput!) {
    createOffer(input: $input) {
      ... on CreateOfferSuccess {
        offer {
          number status policyFrom policyTo createdAt validUntil
          product { code }
          coverPrices { code name price { amount currencyCode } }
          totalPrice { amount }
        }
      }
      ... on Error { __typename code }
      ... on InvalidInput { fields { path message } }
    }
  }`
const trip = aTrip({ productCode: 'tri' })
const policyHolder = aHolder()
const offerNumber = async () => (await ask(jimmy, createOffer, { input: trip })).createOffer.offer.number

const buyPolicy = /* GraphQL */ `
  mutation ($input: BuyPolicyInput!) {
    buyPolicy(input: $input) {
      ... on BuyPolicySuccess {
        policy {
          number status soldAt policyFrom policyTo
          agent { login }
          product { name }
          policyHolder { firstName lastName taxId address { country zipCode city street } }
          covers { code name premium { amount } }
          totalPremium { amount }
          refund { amount }
        }
      }
      ... on Error { __typename code }
      ... on InvalidInput { fields { path message } }
    }
  }`

test('the catalogue MUST show covers, questions and choices', async () => {
  const { products, product } = await ask(
    jimmy,
    /* GraphQL */ `{
      products { code questions { code type } }
      product(code: "hsi") {
        name description icon maxNumberOfInsured
        covers { code name description optional sumInsured { amount currencyCode } }
        questions { index code text type choices { code label } }
      }
      none: product(code: "NONE") { code }
    }`,
  )
  expect(products).toMatchObject([{ code: 'TRI' }, { code: 'HSI' }, { code: 'FAI' }, { code: 'CAR' }])
  expect(product).toMatchObject({ name: 'Happy House', icon: 'building', maxNumberOfInsured: 5 })
  expect(product.covers[0]).toEqual({
    code: 'C1',
    name: 'Fire',
    description: '',
    optional: false,
    sumInsured: { amount: '200000.00', currencyCode: 'EUR' },
  })
  expect(product.covers[3]).toMatchObject({ code: 'C4', optional: true, sumInsured: null })
  expect(product.questions[1]).toEqual({ index: 2, code: 'AREA', text: 'Area', type: 'NUMERIC', choices: [] })
  expect(product.questions[0].choices).toEqual([
    { code: 'APT', label: 'Apartment' },
    { code: 'HOUSE', label: 'House' },
  ])
})

test('an offer MUST be priced and then found again', async () => {
  const { offer } = (await ask(jimmy, createOffer, { input: trip })).createOffer
  expect(offer).toEqual({
    number: offer.number,
    status: 'NEW',
    policyFrom: '2096-06-01',
    policyTo: '2096-06-11',
    createdAt: '2026-05-20T10:00:00.000Z',
    validUntil: '2026-06-19T10:00:00.000Z',
    product: { code: 'TRI' },
    coverPrices: [
      { code: 'C2', name: 'Illness', price: { amount: '52.00', currencyCode: 'EUR' } },
      { code: 'C3', name: 'Assistance', price: { amount: '20.00', currencyCode: 'EUR' } },
    ],
    totalPrice: { amount: '72.00' },
  })
  const find = `query ($number: ID!) { offer(number: $number) { status } }`
  expect(await ask(jimmy, find, { number: offer.number })).toEqual({ offer: { status: 'NEW' } })
  expect(await ask(danny, find, { number: offer.number })).toEqual({ offer: null })
  shop.setClock(new Date('2026-07-01'))
  expect(await ask(jimmy, find, { number: offer.number })).toEqual({ offer: { status: 'EXPIRED' } })
})

test('bad input MUST come back as data, field by field, also without any answer', async () => {
  const input = { productCode: 'CAR', policyFrom: '2096-06-01', policyTo: '2096-06-01' }
  expect((await ask(jimmy, createOffer, { input })).createOffer).toEqual({
    __typename: 'InvalidInput',
    code: 'INVALID_INPUT',
    fields: [
      { path: 'policyTo', message: 'Expected a day after policyFrom (2096-06-01), got 2096-06-01.' },
      { path: 'answers.NUM_OF_CLAIM', message: 'Expected a whole number from 0 to 1,000,000.' },
    ],
  })
})

test('a policy MUST be bought, shown and listed, and a refusal MUST come back as data', async () => {
  const input = { offerNumber: await offerNumber(), policyHolder }
  const { policy } = (await ask(jimmy, buyPolicy, { input })).buyPolicy
  expect(policy).toEqual({
    number: policy.number,
    status: 'ACTIVE',
    soldAt: '2026-05-20T10:00:00.000Z',
    policyFrom: '2096-06-01',
    policyTo: '2096-06-11',
    agent: { login: 'jimmy.solid' },
    product: { name: 'Safe Traveller' },
    policyHolder,
    covers: [
      { code: 'C2', name: 'Illness', premium: { amount: '52.00' } },
      { code: 'C3', name: 'Assistance', premium: { amount: '20.00' } },
    ],
    totalPremium: { amount: '72.00' },
    refund: null,
  })
  expect((await ask(danny, buyPolicy, { input })).buyPolicy).toEqual({ __typename: 'Refusal', code: 'NOT_YOUR_OFFER' })
  const list = `{ policies(search: "zak", first: 1) {
    totalCount edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
  const { policies } = await ask(jimmy, list)
  const { cursor } = policies.edges[0]
  expect(policies).toEqual({
    totalCount: 1,
    edges: [{ cursor, node: { number: policy.number } }],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: cursor, endCursor: cursor },
  })
})

test('a termination MUST be previewed, done once and shown as version 2', async () => {
  const input = { offerNumber: await offerNumber(), policyHolder }
  const { number } = (await ask(jimmy, buyPolicy, { input })).buyPolicy.policy
  const preview = /* GraphQL */ `
    query ($number: ID!, $on: Date!) {
      policy(number: $number) {
        terminationPreview(terminationDate: $on) {
          ... on TerminationPreview { kept { amount } refund { amount } }
          ... on Error { code }
        }
      }
    }`
  const previewed = async (on: string) => (await ask(jimmy, preview, { number, on })).policy.terminationPreview
  expect(await previewed('2096-06-04')).toEqual({ kept: { amount: '21.60' }, refund: { amount: '50.40' } })
  expect(await previewed('2026-07-04')).toEqual({ code: 'TERMINATION_OUTSIDE_COVER' })

  const terminate = /* GraphQL */ `
    mutation ($input: TerminatePolicyInput!) {
      terminatePolicy(input: $input) {
        ... on TerminatePolicySuccess {
          refund { amount }
          policy {
            status policyTo totalPremium { amount } refund { amount }
            versions { number coverFrom coverTo totalPremium { amount } covers { premium { amount } } }
          }
        }
        ... on Error { __typename code }
      }
    }`
  const termination = { input: { policyNumber: number, terminationDate: '2096-06-04' } }
  expect((await ask(jimmy, terminate, termination)).terminatePolicy).toEqual({
    refund: { amount: '50.40' },
    policy: {
      status: 'TERMINATED',
      policyTo: '2096-06-04',
      totalPremium: { amount: '21.60' },
      refund: { amount: '50.40' },
      versions: [
        {
          number: 1,
          coverFrom: '2096-06-01',
          coverTo: '2096-06-11',
          totalPremium: { amount: '72.00' },
          covers: [{ premium: { amount: '52.00' } }, { premium: { amount: '20.00' } }],
        },
        {
          number: 2,
          coverFrom: '2096-06-01',
          coverTo: '2096-06-04',
          totalPremium: { amount: '21.60' },
          covers: [{ premium: { amount: '15.60' } }, { premium: { amount: '6.00' } }],
        },
      ],
    },
  })
  const again = (await ask(jimmy, terminate, termination)).terminatePolicy
  expect(again).toEqual({ __typename: 'Refusal', code: 'POLICY_ALREADY_TERMINATED' })
  expect(await previewed('2096-06-04')).toEqual({ code: 'POLICY_ALREADY_TERMINATED' })
})
