import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { proxyTo } from '../messaging/rabbitmq/testing.ts'
import { parleys } from './harness.ts'
import { amqpUrl } from './rabbit.ts'
import { until } from './waiting.ts'

/** The way of the processes to RabbitMQ, for cutting it. */
let proxy: Awaited<ReturnType<typeof proxyTo>> | undefined
const parley = parleys(2, async () => {
  proxy ??= await proxyTo(amqpUrl())
  return { AMQP_URL: proxy.url }
})
afterAll(() => proxy?.close())

const sold = (login: string | null, code = 'TRI') =>
  login ? `${login} just sold policy for ${code}!!!` : `A policy for ${code} was just sold!!!`
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

describe('what Parley publishes', () => {
  test('a sale MUST leave as the .NET services write it, and a termination with its refund', async () => {
    const jimmy = await parley.agent('jimmy.solid')
    const created = await parley.rabbit.overhear('policycreated')
    const terminated = await parley.rabbit.overhear('policyterminated')
    const told = await (await parley.agent('danny.solid', 1)).follows('notifications')
    const before = Math.floor(Date.now() / 1_000)
    const policy = await jimmy.buys(await jimmy.offers())
    await jimmy.terminates(policy, '2096-06-04')

    const [sale] = await created.hears(1)
    const PolicyHolder = { FirstName: 'Jan', LastName: 'Żak', TaxId: '80010112345' }
    const PolicyNumber = policy.number
    // As text, because the members come in this order and amounts with their decimals.
    expect(sale?.content.toString()).toBe(
      `{"PolicyNumber":"${PolicyNumber}","ProductCode":"TRI","PolicyFrom":"2096-06-01T00:00:00",` +
        `"PolicyTo":"2096-06-11T00:00:00","PolicyHolder":${JSON.stringify(PolicyHolder)},` +
        '"TotalPremium":72.00,"AgentLogin":"jimmy.solid"}',
    )
    expect(sale?.properties).toMatchObject({
      type: 'PolicyService.Api.Events.PolicyCreated, PolicyService.Api',
      messageId: expect.stringMatching(guid),
      contentType: 'application/json',
      deliveryMode: 2,
    })
    expect(sale?.properties.timestamp).toBeGreaterThanOrEqual(before)

    const [end] = await terminated.hears(1)
    expect(end?.content.toString()).toBe(
      `{"PolicyNumber":"${PolicyNumber}","ProductCode":"TRI","PolicyFrom":"2096-06-01T00:00:00",` +
        `"PolicyTo":"2096-06-04T00:00:00","PolicyHolder":${JSON.stringify(PolicyHolder)},` +
        '"TotalPremium":21.60,"AmountToReturn":50.40}',
    )
    expect(end?.properties.type).toBe('PolicyService.Api.Events.PolicyTerminated, PolicyService.Api')
    await told.hasSeen(sold('jimmy.solid'), "jimmy.solid's policy for TRI was terminated on 2096-06-04.")
  })

  test('with RabbitMQ down selling MUST go on, and every event leave once it is back', async () => {
    const jimmy = await parley.agent('jimmy.solid')
    const told = await (await parley.agent('danny.solid', 1)).follows('notifications')
    const created = await parley.rabbit.overhear('policycreated')
    proxy?.refuse(true)
    proxy?.cut()
    const numbers: string[] = []
    for (let n = 0; n < 3; n++) numbers.push((await jimmy.buys(await jimmy.offers())).number)
    expect(created.messages).toEqual([])
    proxy?.refuse(false)
    const messages = await created.hears(3)
    const published = messages.map((message) => JSON.parse(message.content.toString()).PolicyNumber)
    expect([...new Set(published)].sort()).toEqual([...numbers].sort())
    await told.hasSeen(sold('jimmy.solid'), sold('jimmy.solid'), sold('jimmy.solid'))
  }, 60_000)
})

describe('what other services publish', () => {
  const policyNumber = () => randomUUID()
  /** Today's shape: PascalCase, five decimals, a type and a correlation id of each attempt, nothing else. */
  const byEasyNetQ = (number: string, login: string | null, code = 'TRI') => {
    const holder = '{"FirstName":"Jan","LastName":"Żak","TaxId":"80010112345"}'
    const body = `{"PolicyNumber":"${number}","ProductCode":"${code}","PolicyFrom":"2024-06-01T00:00:00","PolicyTo":"2024-06-11T00:00:00","PolicyHolder":${holder},"TotalPremium":72.00000,"AgentLogin":${JSON.stringify(login)}}`
    parley.rabbit.publish('policycreated', body, {
      type: 'PolicyService.Api.Events.PolicyCreated, PolicyService.Api',
      correlationId: randomUUID(),
    })
  }
  /** The shape of 2019: camelCase, reference markers, no property at all. */
  const byRawRabbit = (number: string, login: string) => {
    parley.rabbit.publish(
      'policycreated',
      `{"$id":"1","policyNumber":"${number}","productCode":"TRI","policyFrom":"2019-06-01T00:00:00","policyTo":"2019-06-11T00:00:00","policyHolder":{"$id":"2","firstName":"Jan","lastName":"Żak","taxId":"80010112345"},"totalPremium":72.00000,"agentLogin":"${login}"}`,
    )
  }
  const told = async () => (await parley.agent('danny.solid', 1)).follows('notifications')

  test('a sale of a .NET service MUST be told once, however often and in whichever shape it comes', async () => {
    const agents = await told()
    const number = policyNumber()
    byEasyNetQ(number, 'jimmy.solid')
    byEasyNetQ(number, 'jimmy.solid')
    byRawRabbit(number, 'jimmy.solid')
    const older = policyNumber()
    byRawRabbit(older, 'danny.solid')
    byRawRabbit(older.toUpperCase(), 'danny.solid')
    byEasyNetQ(policyNumber(), null, 'CAR')
    await agents.hasSeen(sold('jimmy.solid'), sold('danny.solid'), sold(null, 'CAR'))
  })

  test('garbage MUST become a dead letter with its reason, and the next event be told', async () => {
    const agents = await told()
    parley.rabbit.publish('policycreated', 'this is no JSON')
    parley.rabbit.publish('policycreated', '')
    parley.rabbit.publish('policycreated', '{"ProductCode":"TRI"}')
    byEasyNetQ(policyNumber(), 'jimmy.solid', 'HSI')
    await agents.hasSeen(sold('jimmy.solid', 'HSI'))
    const letters = [
      await parley.rabbit.deadLetter(),
      await parley.rabbit.deadLetter(),
      await parley.rabbit.deadLetter(),
    ]
    expect(letters.map((letter) => letter.content.toString())).toEqual(['this is no JSON', '', '{"ProductCode":"TRI"}'])
    for (const letter of letters) {
      const headers = JSON.stringify(letter.properties.headers)
      expect(headers).toContain('parley.PolicyCreated')
      expect(headers).toMatch(/JSON|object|PolicyNumber/)
    }
  })

  test('what an event says MUST be shown as text, and an unknown product not stop it', async () => {
    const agents = await told()
    byEasyNetQ(policyNumber(), '<script>alert(1)</script>', 'NEW')
    await agents.hasSeen(sold('<script>alert(1)</script>', 'NEW'))
  })

  test('a termination that overtakes its sale MUST be told after it', async () => {
    const agents = await told()
    const number = policyNumber()
    parley.rabbit.publish(
      'policyterminated',
      JSON.stringify({
        PolicyNumber: number,
        ProductCode: 'TRI',
        PolicyFrom: '2024-06-01T00:00:00',
        PolicyTo: '2024-06-04T12:30:00Z',
        PolicyHolder: { FirstName: null, LastName: null, TaxId: null },
        TotalPremium: 21.6,
        AmountToReturn: 50.4,
      }),
    )
    byEasyNetQ(number, 'danny.solid')
    await agents.hasSeen(sold('danny.solid'), "danny.solid's policy for TRI was terminated on 2024-06-04.")
  })

  test('the events that the article promised MUST be told, each as its own kind', async () => {
    const agents = await told()
    const danny = await parley.agent('danny.solid', 1)
    parley.rabbit.publish('productactivated', '{"ProductCode":"TRI","ProductName":"Safe Traveller"}')
    await agents.hasHeard(1)
    parley.rabbit.publish('tariffchanged', '{"productCode":"TRI","validFrom":"2024-06-01T00:00:00"}')
    await agents.hasHeard(2)
    parley.rabbit.publish('paymentreceived', `{"PolicyNumber":"${policyNumber()}","Amount":"72.5"}`)
    await agents.hasHeard(3)
    parley.rabbit.publish('commissioncalculated', '{"Amount":7.205,"AgentLogin":"danny.solid"}')
    await agents.hasHeard(4)
    const { notifications } = await danny.ask<{ notifications: { edges: { node: Record<string, unknown> }[] } }>(
      '{ notifications(last: 4) { edges { node { __typename text amount { amount } } } } }',
    )
    expect(notifications.edges.map((edge) => edge.node)).toEqual([
      { __typename: 'ProductActivated', text: 'Safe Traveller (TRI) can be sold from now on.', amount: null },
      { __typename: 'TariffChanged', text: 'The tariff of TRI has changed, valid from 2024-06-01.', amount: null },
      { __typename: 'PaymentReceived', text: 'A payment of 72.50 EUR was received.', amount: { amount: '72.50' } },
      {
        __typename: 'CommissionCalculated',
        text: 'A commission of 7.20 EUR was calculated for danny.solid.',
        amount: { amount: '7.20' },
      },
    ])
  })

  test('a commission MUST be told to the agent who earned it and to administrators, and to nobody else', async () => {
    const [jimmy, danny] = await Promise.all([parley.agent('jimmy.solid', 0), parley.agent('danny.solid', 1)])
    const [his, hers, theirs] = [
      await jimmy.follows('notifications', { over: 'SSE' }),
      await danny.follows('notifications'),
      await (await parley.agent('admin', 1)).follows('notifications'),
    ]
    parley.rabbit.publish('commissioncalculated', '{"Amount":12,"AgentLogin":"danny.solid"}')
    await hers.hasHeard(1)
    byEasyNetQ(policyNumber(), 'jimmy.solid')
    const commission = 'A commission of 12.00 EUR was calculated for danny.solid.'
    await his.hasSeen(sold('jimmy.solid'))
    for (const reader of [hers, theirs]) await reader.hasSeen(commission, sold('jimmy.solid'))
    const page = '{ notifications(last: 2) { edges { node { text } } } }'
    expect(JSON.stringify(await jimmy.ask(page))).not.toContain('12.00')
    expect(JSON.stringify(await danny.ask(page))).toContain('12.00')
  })

  test('a burst MUST be told completely, once and in order', async () => {
    const agents = await told()
    for (let n = 0; n < 120; n++) byEasyNetQ(policyNumber(), `agent ${n}`)
    await agents.hasSeen(...Array.from({ length: 120 }, (_, n) => sold(`agent ${n}`)))
  })
})

describe('a process that dies', () => {
  test('what it had sold MUST be published by another one', async () => {
    const jimmy = await parley.agent('jimmy.solid', 0)
    const told = await (await parley.agent('danny.solid', 1)).follows('notifications')
    const offers = [await jimmy.offers(), await jimmy.offers()]
    const created = await parley.rabbit.overhear('policycreated')
    proxy?.refuse(true)
    proxy?.cut()
    const policies = [await jimmy.buys(offers[0] as never), await jimmy.buys(offers[1] as never)]
    await parley.process(0).kill('SIGKILL')
    parley.urls.shift()
    proxy?.refuse(false)
    const published = async () =>
      new Set((await created.hears(2)).map((m) => JSON.parse(String(m.content)).PolicyNumber))
    await until('both were published', async () => (await published()).size === 2)
    expect(await published()).toEqual(new Set(policies.map((policy) => policy.number)))
    await told.hasSeen(sold('jimmy.solid'), sold('jimmy.solid'))
  }, 60_000)
})
