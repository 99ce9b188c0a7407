import { describe, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { parleyHere } from './harness.ts'
import { createUploading } from './uploading.ts'
import { until } from './waiting.ts'

const parley = parleyHere()
const header = 'id,title,date,account,amount'

type Account = { number: string; status: string; balance: { amount: string }; entries: { kind: string }[] }

const accountOf = async (agent: Agent, policyNumber: string): Promise<Account | null> => {
  const query = `query ($number: ID!) { account(policyNumber: $number) {
    number status balance(at: "2099-01-01") { amount } entries { kind amount { amount } effectiveOn } } }`
  return (await agent.ask<{ account: Account | null }>(query, { number: policyNumber })).account
}

/** The account of a policy that was sold a moment ago. */
const accountFor = (agent: Agent, policyNumber: string) =>
  until('the account is open', () => accountOf(agent, policyNumber))

const statement = (...lines: string[]) => [header, ...lines, ''].join('\n')

const importing = (admin: Agent, content: string) =>
  admin.does<object>('importBankStatement', 'booked alreadyBooked unmatched { line reason }', {
    fileName: 'may.csv',
    content,
  })

describe('payments', () => {
  test('a sale MUST open an account, a payment be booked to it and told, and a termination close it', async () => {
    const [jimmy, danny, admin] = [await parley.agent(), await parley.agent('danny.solid'), await parley.agent('admin')]
    const news = await danny.follows('notifications')
    const policy = await jimmy.buys(await jimmy.offers())
    const opened = await accountFor(jimmy, policy.number)
    expect(opened).toMatchObject({
      status: 'ACTIVE',
      balance: { amount: '-72.00' },
      entries: [{ kind: 'EXPECTED', amount: { amount: '72.00' }, effectiveOn: '2096-06-01' }],
    })
    const content = statement(`1,premium,2026-05-03,${opened.number},72.00`, '2,?,2026-05-03,nobody,1.00')
    const answer = { booked: 1, alreadyBooked: 0, unmatched: [{ line: 3, reason: 'UNKNOWN_ACCOUNT' }] }
    expect(await importing(admin, content)).toMatchObject(answer)
    expect(await importing(admin, content)).toMatchObject({ ...answer, booked: 0, alreadyBooked: 1 })
    await news.hasSeen('jimmy.solid just sold policy for TRI!!!', 'A payment of 72.00 EUR was received.')
    expect(await accountOf(jimmy, policy.number.toUpperCase())).toMatchObject({ balance: { amount: '0.00' } })
    expect(await accountOf(danny, policy.number)).toBeNull()
    const named = `query ($number: ID!) { policy(number: $number) { shortNumber } }`
    const { shortNumber } = (await jimmy.ask<{ policy: { shortNumber: string } }>(named, policy)).policy
    const typed = shortNumber.toLowerCase().replaceAll('-', '')
    expect(await accountOf(jimmy, typed)).toMatchObject({ number: opened.number })
    expect(await importing(admin, statement(`3,too much,2026-05-04,${typed},1.00`))).toMatchObject({ booked: 1 })
    const told = `query ($policyNumber: ID!) {
      notifications(filter: { policyNumber: $policyNumber, kinds: [POLICY_SOLD] }) { edges { node { kind } } } }`
    expect(await jimmy.ask(told, { policyNumber: typed })).toMatchObject({
      notifications: { edges: [{ node: { kind: 'POLICY_SOLD' } }] },
    })
    await jimmy.terminates(policy, '2096-06-04')
    await until('the account is closed', async () => (await accountOf(jimmy, policy.number))?.status === 'TERMINATED')
    const query = `query ($number: ID!) { policy(number: $number) {
      account { status entries { kind amount { amount } effectiveOn } } } }`
    expect(await jimmy.ask(query, { number: policy.number })).toMatchObject({
      policy: {
        account: {
          entries: [{ kind: 'IN' }, { kind: 'IN' }, { kind: 'EXPECTED' }, { kind: 'OUT', amount: { amount: '50.40' } }],
        },
      },
    })
  })

  test('a sale MUST earn its agent a commission, of which nobody else hears, and a termination take back its share', async () => {
    const [jimmy, danny, admin] = [await parley.agent(), await parley.agent('danny.solid'), await parley.agent('admin')]
    const news = await jimmy.follows('notifications')
    const policy = await jimmy.buys(await jimmy.offers())
    await news.hasSeen(
      'jimmy.solid just sold policy for TRI!!!',
      'A commission of 7.20 EUR was calculated for jimmy.solid.',
    )
    await jimmy.terminates(policy, '2096-06-04')
    const all = (await news.hasHeard(4)).map(({ text }) => text)
    expect(all).toContain('A commission of 5.04 EUR was taken back from jimmy.solid.')
    const query = `query ($number: ID!) { policy(number: $number) { commissions { kind percent amount { amount } } } }`
    expect(await jimmy.ask(query, { number: policy.number })).toMatchObject({
      policy: {
        commissions: [
          { kind: 'SALE', percent: '10.00', amount: { amount: '7.20' } },
          { kind: 'TERMINATION', percent: '10.00', amount: { amount: '-5.04' } },
        ],
      },
    })
    type Listed = { commissions: { edges: { node: { policyNumber: string } }[] } }
    const has = async (agent: Agent) => {
      const list = '{ commissions(first: 50) { edges { node { policyNumber agent { login } } } } }'
      return (await agent.ask<Listed>(list)).commissions.edges.some(({ node }) => node.policyNumber === policy.number)
    }
    expect([await has(jimmy), await has(danny), await has(admin)]).toEqual([true, false, true])
    const refused = await danny.operation('{ commissions(agent: "jimmy.solid") { totalCount } }')
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    const rated = await admin.does<object>('setCommissionRate', 'commissionRate { productCode percent }', {
      productCode: 'HSI',
      percent: '12.5',
    })
    expect(rated).toMatchObject({ commissionRate: { productCode: 'HSI', percent: '12.50' } })
  })

  test('an administrator MUST assign or dismiss what was not booked, and see what is overdue', async () => {
    const [jimmy, admin] = [await parley.agent(), await parley.agent('admin')]
    const past = { policyFrom: '2020-06-01', policyTo: '2020-06-11' }
    const { number } = await admin.buys(await admin.offers(past))
    await accountFor(admin, number)
    const overdue = async (agent: Agent) => {
      const list =
        '{ overdueAccounts(first: 50) { totalCount edges { node { since owed { amount } account { policyNumber } } } } }'
      type List = { overdueAccounts: { edges: { node: { account: { policyNumber: string } } }[] } }
      const { edges } = (await agent.ask<List>(list)).overdueAccounts
      return edges.map(({ node }) => node).filter(({ account }) => account.policyNumber === number)
    }
    expect(await overdue(admin)).toMatchObject([{ since: '2020-06-01', owed: { amount: '72.00' } }])
    expect(await overdue(jimmy)).toEqual([])
    await importing(admin, statement('1,first,2020-06-01,unknown-1,72.00', '2,second,2020-06-01,unknown-2,5.00'))
    type Lines = { unmatchedBankLines: { edges: { node: { id: string; accountNumber: string } }[] } }
    const lines = async () => {
      const { unmatchedBankLines } = await admin.ask<Lines>(
        '{ unmatchedBankLines { edges { node { id accountNumber reason amount { amount } } } } }',
      )
      return unmatchedBankLines.edges
        .map(({ node }) => node)
        .filter((line) => line.accountNumber.startsWith('unknown-'))
    }
    const [first, second] = await lines()
    const assigned = { id: first?.id, policyNumber: number }
    await admin.does('assignUnmatchedPayment', 'account { balance { amount } }', assigned)
    await admin.does('dismissUnmatchedPayment', 'id', { id: second?.id })
    expect(await lines()).toEqual([])
    expect(await overdue(admin)).toEqual([])
    expect(await admin.isRefused('dismissUnmatchedPayment', { id: 'x' })).toMatchObject({ code: 'UNKNOWN_BANK_LINE' })
  })

  test('a large bank statement MUST be imported as it is uploaded, by administrators alone', async () => {
    const [jimmy, admin] = [await parley.agent(), await parley.agent('admin')]
    const policy = await jimmy.buys(await jimmy.offers())
    const { number } = await accountFor(jimmy, policy.number)
    const lines = Array.from(
      { length: 3_000 },
      (_, at) => `${at},upload,2026-05-03,${at === 1_500 ? number : 'x'},1.00`,
    )
    const file = Buffer.from(statement(...lines))
    const begin = ({ token }: { token: string }, length = file.length) =>
      fetch(new URL('/bank-statements', parley.url), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'tus-resumable': '1.0.0',
          'upload-length': `${length}`,
          'upload-metadata': `filename ${Buffer.from('big.csv').toString('base64')}`,
        },
      })
    expect((await begin(jimmy)).status).toBe(403)
    expect((await begin({ token: 'none' })).status).toBe(401)
    expect((await begin(admin, 1_000_000_001)).status).toBe(413)
    const begun = await begin(admin)
    expect(begun.status).toBe(201)
    const place = begun.headers.get('location') ?? ''
    const { append, received } = createUploading(() => parley.url, admin)
    while ((await received(place)) < file.length) {
      const offset = await received(place)
      const { status, headers } = await append(place, offset, file.subarray(offset, offset + 40_000))
      expect(status).toBe(204)
      expect(Number(headers.get('upload-offset'))).toBeGreaterThan(offset)
    }
    const query = `query ($id: ID!) { bankStatementImport(id: $id) {
      fileName booked alreadyBooked unmatched problem { reason line } importedBy { login } } }`
    expect(await admin.ask(query, { id: place.split('/').at(-1) })).toEqual({
      bankStatementImport: {
        fileName: 'big.csv',
        booked: 1,
        alreadyBooked: 0,
        unmatched: 2_999,
        problem: null,
        importedBy: { login: 'admin' },
      },
    })
  })
})
