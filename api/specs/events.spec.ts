import { randomUUID } from 'node:crypto'
import { deflateSync, gzipSync } from 'node:zlib'
import type { Options } from 'amqplib'
import { afterAll, describe, expect, test } from 'vitest'
import { proxyTo } from '../messaging/rabbitmq/testing.ts'
import { gauge, parleys } from './harness.ts'
import { amqpUrl } from './rabbit.ts'
import { until } from './waiting.ts'

/** The way of the processes to RabbitMQ, for cutting it. */
let proxy: Awaited<ReturnType<typeof proxyTo>> | undefined
const parley = parleys(2, async () => {
  proxy ??= await proxyTo(amqpUrl())
  return { AMQP_URL: proxy.url, CLOUDEVENTS: 'on' }
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
    const news = await (await parley.agent('danny.solid', 1)).follows('notifications')
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
      headers: {
        'cloudEvents:specversion': '1.0',
        'cloudEvents:id': sale?.properties.messageId,
        'cloudEvents:source': '/parley',
        'cloudEvents:type': 'PolicyService.Api.Events.PolicyCreated',
        'cloudEvents:time': new Date(sale?.properties.headers?.timestamp_in_ms).toISOString(),
        'cloudEvents:subject': PolicyNumber,
      },
    })
    expect(sale?.properties.timestamp).toBeGreaterThanOrEqual(before)

    const [end] = await terminated.hears(1)
    expect(end?.content.toString()).toBe(
      `{"PolicyNumber":"${PolicyNumber}","ProductCode":"TRI","PolicyFrom":"2096-06-01T00:00:00",` +
        `"PolicyTo":"2096-06-04T00:00:00","PolicyHolder":${JSON.stringify(PolicyHolder)},` +
        '"TotalPremium":21.60,"AmountToReturn":50.40}',
    )
    expect(end?.properties.type).toBe('PolicyService.Api.Events.PolicyTerminated, PolicyService.Api')
    await news.hasSeen(sold('jimmy.solid'), "jimmy.solid's policy for TRI was terminated on 2096-06-04.")
  })

  test('with RabbitMQ down selling MUST go on, and every event leave once it is back', async () => {
    const jimmy = await parley.agent('jimmy.solid')
    const news = await (await parley.agent('danny.solid', 1)).follows('notifications')
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
    await news.hasSeen(sold('jimmy.solid'), sold('jimmy.solid'), sold('jimmy.solid'))
  })
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
  const news = async () => (await parley.agent('danny.solid', 1)).follows('notifications')

  test('a sale of a .NET service MUST be shown once, however often and in whichever shape it comes', async () => {
    const agents = await news()
    const number = policyNumber()
    byEasyNetQ(number, 'jimmy.solid')
    byEasyNetQ(number, 'jimmy.solid')
    byRawRabbit(number, 'jimmy.solid')
    const older = policyNumber()
    byRawRabbit(older, 'danny.solid')
    byRawRabbit(older.toUpperCase(), 'danny.solid')
    byEasyNetQ(policyNumber(), null, 'CAR')
    // With what Danny has earned, of which she alone hears.
    const texts = (await agents.hasHeard(4)).map(({ text }) => text).filter((text) => !text.startsWith('A commission'))
    expect(texts).toEqual([sold('jimmy.solid'), sold('danny.solid'), sold(null, 'CAR')])
    // It is counted as well, by a consumer of its own.
    const danny = await parley.agent('danny.solid', 1)
    const sales = `{ sales(filter: { agent: "Danny.Solid", by: COVER_FROM, from: "2019-06-01", to: "2019-06-01" }) {
      total { count premium { amount } } } }`
    const counted = () => danny.ask<{ sales: { total: { count: number } } }>(sales)
    await until('the sale is counted', async () => (await counted()).sales.total.count > 0)
    expect(await counted()).toEqual({ sales: { total: { count: 1, premium: { amount: '72.00' } } } })
    // And the policy has one account, with one premium.
    const admin = await parley.agent('admin')
    type Account = { account: { entries: { kind: string; effectiveOn: string }[] } | null }
    const query = 'query ($number: ID!) { account(policyNumber: $number) { entries { kind effectiveOn } } }'
    const accountOf = async () => (await admin.ask<Account>(query, { number: older.toUpperCase() })).account
    const { entries } = await until('the account is open', accountOf)
    expect(entries).toEqual([{ kind: 'EXPECTED', effectiveOn: '2019-06-01' }])
  })

  test('garbage MUST become a dead letter with its reason, and the next event be shown', async () => {
    const agents = await news()
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
    const agents = await news()
    byEasyNetQ(policyNumber(), '<script>alert(1)</script>', 'NEW')
    await agents.hasSeen(sold('<script>alert(1)</script>', 'NEW'))
  })

  test('a termination that overtakes its sale MUST be shown after it', async () => {
    const agents = await news()
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
    byEasyNetQ(number, 'jimmy.solid')
    await agents.hasSeen(sold('jimmy.solid'), "jimmy.solid's policy for TRI was terminated on 2024-06-04.")
  })

  test('the events that the article promised MUST be shown, each as its own kind', async () => {
    const agents = await news()
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

  test('a commission MUST be shown to administrators and to the agent who earned it, if one is known, and to nobody else', async () => {
    const [jimmy, danny] = await Promise.all([parley.agent('jimmy.solid', 0), parley.agent('danny.solid', 1)])
    const [his, hers, theirs] = [
      await jimmy.follows('notifications', { over: 'SSE' }),
      await danny.follows('notifications'),
      await (await parley.agent('admin', 1)).follows('notifications'),
    ]
    parley.rabbit.publish('commissioncalculated', '{"Amount":11}')
    parley.rabbit.publish('commissioncalculated', '{"Amount":12,"AgentLogin":"danny.solid"}')
    await hers.hasHeard(1)
    byEasyNetQ(policyNumber(), 'jimmy.solid')
    const commission = 'A commission of 12.00 EUR was calculated for danny.solid.'
    const ofSale = 'A commission of 7.20 EUR was calculated for jimmy.solid.'
    await his.hasSeen(sold('jimmy.solid'), ofSale)
    await hers.hasSeen(commission, sold('jimmy.solid'))
    await theirs.hasSeen('A commission of 11.00 EUR was calculated.', commission, sold('jimmy.solid'), ofSale)
    const page = '{ notifications(last: 3) { edges { node { text } } } }'
    expect(JSON.stringify(await jimmy.ask(page))).not.toMatch(/1[12]\.00/)
    expect(JSON.stringify(await danny.ask(page))).toContain('12.00')
    expect(JSON.stringify(await danny.ask(page))).not.toContain('11.00')
  })

  test('a commission that comes before its sale MUST be shown to its seller alone, however number and login are written', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid', 0), await parley.agent('danny.solid', 1)]
    const [his, hers] = [await jimmy.follows('notifications'), await danny.follows('notifications')]
    const number = policyNumber()
    parley.rabbit.publish('commissioncalculated', JSON.stringify({ PolicyNumber: number.toUpperCase(), Amount: 12.34 }))
    byEasyNetQ(number, 'Danny.Solid')
    const commission = 'A commission of 12.34 EUR was calculated for Danny.Solid.'
    const ofSale = (login: string) => `A commission of 7.20 EUR was calculated for ${login}.`
    await hers.hasSeen(sold('Danny.Solid'), commission, ofSale('Danny.Solid'))
    byEasyNetQ(policyNumber(), 'jimmy.solid')
    await his.hasSeen(sold('Danny.Solid'), sold('jimmy.solid'), ofSale('jimmy.solid'))
    const page =
      '{ notifications(last: 3) { edges { node { text ... on CommissionCalculated { agent { login } } } } } }'
    expect(JSON.stringify(await jimmy.ask(page))).not.toContain('12.34')
    expect(JSON.stringify(await danny.ask(page))).toContain('"agent":{"login":"danny.solid"}')
  })

  const aSale = () => ({
    PolicyNumber: policyNumber(),
    ProductCode: 'TRI',
    TotalPremium: 72,
    AgentLogin: 'jimmy.solid',
  })
  const json = (over: object = {}) => JSON.stringify({ ...aSale(), ...over })
  const polish = { AgentLogin: 'Józef' }
  test.each<[string, () => [string | Buffer, Options.Publish?], string]>([
    ['numbers as names', () => [json({ PolicyNumber: Number(`9${String(Date.now())}`), AgentLogin: 17 })], sold('17')],
    [
      'members that are not shown',
      () => [json({ PolicyHolder: { TaxId: 80010112345 }, PolicyFrom: '/Date(0)/', PolicyTo: 7 })],
      sold('jimmy.solid'),
    ],
    [
      'a holder that is a text',
      () => [json({ PolicyHolder: 'Jan Żak', PolicyFrom: '06/01/2027 00:00:00' })],
      sold('jimmy.solid'),
    ],
    ['28 zeros', () => [json({ TotalPremium: `72.${'0'.repeat(28)}` })], sold('jimmy.solid')],
    ['an amount that ends in its point', () => [json({ TotalPremium: '72.' })], sold('jimmy.solid')],
    ['text that would disguise itself', () => [json({ AgentLogin: 'a\u202edilos\u0000' })], sold('adilos')],
    [
      'ISO 8859-1',
      () => [Buffer.from(json(polish), 'latin1'), { contentType: 'application/json; charset=iso-8859-1' }],
      sold('Józef'),
    ],
    ['UTF-16', () => [Buffer.from(`\ufeff${json(polish)}`, 'utf16le')], sold('Józef')],
    ['gzip', () => [gzipSync(json(polish)), { contentEncoding: 'gzip' }], sold('Józef')],
    ['deflate', () => [deflateSync(json(polish)), { contentEncoding: 'deflate' }], sold('Józef')],
    [
      'CloudEvents, structured',
      () => [
        JSON.stringify({
          specversion: '1.0',
          id: policyNumber(),
          source: '/policies',
          type: 'PolicyCreated',
          data: aSale(),
        }),
        { contentType: 'application/cloudevents+json' },
      ],
      sold('jimmy.solid'),
    ],
    [
      'MassTransit',
      () => [
        JSON.stringify({
          messageId: policyNumber(),
          messageType: ['urn:message:Policies:PolicyCreated'],
          message: aSale(),
        }),
        { contentType: 'application/vnd.masstransit+json' },
      ],
      sold('jimmy.solid'),
    ],
    [
      'NServiceBus',
      () => [
        `[${json()}]`,
        {
          headers: {
            'NServiceBus.MessageId': policyNumber(),
            'NServiceBus.EnclosedMessageTypes': 'Policies.PolicyCreated',
          },
        },
      ],
      sold('jimmy.solid'),
    ],
  ])('a sale in another form MUST be shown: %s', async (_, message, text) => {
    const agents = await news()
    const [body, properties] = message()
    parley.rabbit.publish('policycreated', body, properties)
    await agents.hasSeen(text)
  })

  test.each<[string, () => [string | Buffer, Options.Publish?], RegExp]>([
    [
      'bytes that are not UTF-8, though nothing else is declared',
      () => [Buffer.from(json(polish), 'latin1')],
      /not UTF-8/,
    ],
    ['a bomb', () => [gzipSync(Buffer.alloc(5_000_000)), { contentEncoding: 'gzip' }], /4000000 bytes/],
    ['no amount', () => [json({ TotalPremium: 'NaN' })], /TotalPremium: expected an amount/],
    ['encrypted by MassTransit', () => ['x', { contentType: 'application/vnd.masstransit+aes' }], /MassTransit/],
    ['XML by NServiceBus', () => ['<a/>', { headers: { 'NServiceBus.MessageId': 'n' } }], /NServiceBus/],
    ['a batch of CloudEvents', () => ['[{},{}]', { contentType: 'application/cloudevents-batch+json' }], /CloudEvents/],
  ])('what cannot be read MUST be a dead letter that says why: %s', async (_, message, reason) => {
    const agents = await news()
    const [body, properties] = message()
    parley.rabbit.publish('policycreated', body, properties)
    byEasyNetQ(policyNumber(), 'jimmy.solid')
    await agents.hasSeen(sold('jimmy.solid'))
    const letter = await parley.rabbit.deadLetter()
    expect(letter.properties.headers?.['parley-reason']).toMatch(reason)
    expect(letter.content.equals(Buffer.from(body))).toBe(true)
  })

  const seconds = 1_717_236_000
  test.each<[string, Options.Publish, string | null]>([
    ['seconds', { timestamp: seconds }, '2024-06-01T10:00:00.000Z'],
    ['milliseconds', { timestamp: seconds * 1e3 }, '2024-06-01T10:00:00.000Z'],
    ['microseconds', { timestamp: seconds * 1e6 }, '2024-06-01T10:00:00.000Z'],
    ['nanoseconds', { timestamp: seconds * 1e9 }, '2024-06-01T10:00:00.000Z'],
    ['0', { timestamp: 0 }, null],
    ['the year 9999', { timestamp: 253_402_300_799 }, null],
    ['a blank header', { headers: { timestamp_in_ms: '' } }, null],
    ['true', { headers: { timestamp_in_ms: true } }, null],
    [
      'a header of the type timestamp',
      { headers: { timestamp_in_ms: { '!': 'timestamp', value: 1790000000 } } },
      '2026-09-21T14:13:20.000Z',
    ],
  ])('a time MUST be understood in any unit, and be now where it is none: %s', async (_, properties, at) => {
    const danny = await parley.agent('danny.solid', 1)
    const agents = await danny.follows('notifications')
    const before = Date.now()
    parley.rabbit.publish('policycreated', json(), properties)
    await agents.hasSeen(sold('jimmy.solid'))
    const { notifications } = await danny.ask<{ notifications: { edges: { node: { at: string } }[] } }>(
      '{ notifications(last: 1) { edges { node { at } } } }',
    )
    const shownAt = notifications.edges[0]?.node.at ?? ''
    if (at) expect(shownAt).toBe(at)
    else expect(Date.parse(shownAt)).toBeGreaterThanOrEqual(before)
  })

  test('an event that comes again MUST be shown once, leave a line and be counted', async () => {
    const agents = await news()
    const count = async () => {
      const counts = parley.urls.map((url) => gauge(url, 'parley_repeated_events_total'))
      return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0)
    }
    const before = await count()
    const payment = JSON.stringify({ PolicyNumber: policyNumber(), Amount: 3, AgentLogin: 'jimmy.solid' })
    for (const messageId of ['first', 'second', 'first'])
      parley.rabbit.publish('paymentreceived', payment, { messageId })
    await until('the repetition was counted', async () => (await count()) === before + 1)
    const text = 'A payment of 3.00 EUR was received.'
    await agents.hasSeen(text, text)
  })

  test('a burst MUST be shown completely, once and in order', async () => {
    const agents = await news()
    for (let n = 0; n < 120; n++) byEasyNetQ(policyNumber(), `agent ${n}`)
    await agents.hasSeen(...Array.from({ length: 120 }, (_, n) => sold(`agent ${n}`)))
  })
})

describe('a process that dies', () => {
  test('what it had sold MUST be published by another one', async () => {
    const jimmy = await parley.agent('jimmy.solid', 0)
    const news = await (await parley.agent('danny.solid', 1)).follows('notifications')
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
    await news.hasSeen(sold('jimmy.solid'), sold('jimmy.solid'))
  })
})
