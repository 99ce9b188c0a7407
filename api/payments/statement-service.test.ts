import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DbClient, Tx } from '../db/db.ts'
import { dayOf } from '../lib/day.ts'
import { admin, jimmy } from '../policies/testing.ts'
import { aStatement, openCashDesk } from './testing.ts'

let desk: Awaited<ReturnType<typeof openCashDesk>>
let account: string
beforeAll(async () => {
  desk = await openCashDesk()
})
beforeEach(async () => {
  await desk.clear()
  await desk.sells()
  account = await desk.numberOf()
})
afterAll(() => desk.close())

const imports = async (content: string, fileName = 'may.csv') => {
  const { bankImport, unmatched } = await desk.statements.importBankStatement(admin, { fileName, content })
  const { booked, alreadyBooked } = bankImport
  return { booked, alreadyBooked, unmatched: unmatched.map(({ line, reason }) => `${line} ${reason}`) }
}
const listed = async () => {
  const { edges } = await desk.unmatchedPayments.unmatchedBankLines({})
  return edges.map(({ node }) => node)
}

/** Starts one after the other, each once those before it wait for a lock, while a transaction holds what `hold` locks. */
const whileHeld = async (hold: (tx: Tx) => Promise<unknown>, ...works: (() => Promise<unknown>)[]) => {
  const running: Promise<PromiseSettledResult<unknown>[]>[] = []
  const waiting = async () => {
    const [row] = await desk.db.sql<{ count: number }[]>`
      select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    return row?.count
  }
  await desk.db.transaction(async (tx) => {
    await hold(tx)
    for (const work of works) {
      running.push(Promise.allSettled([work()]))
      await expect.poll(waiting, { timeout: 20_000 }).toBe(running.length)
    }
  })
  return (await Promise.all(running)).flat()
}

async function* piecesOf(bytes: Buffer, size = 100) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('the import of a bank statement', () => {
  test('MUST book a line to the account that it names in any case, and tell it as an event', async () => {
    const file = aStatement({ account: account.toUpperCase(), amount: '72.00', on: '2026-05-03' })
    expect(await imports(file)).toEqual({ booked: 1, alreadyBooked: 0, unmatched: [] })
    expect(await desk.entriesOf()).toEqual(['EXPECTED 72 2026-05-01', 'IN 72 2026-05-03'])
    expect(await desk.events()).toEqual([{ PolicyNumber: 'P-1', Amount: 72, AgentLogin: 'jimmy.solid' }])
  })

  test('MUST take the number of the policy where a file has it instead', async () => {
    expect(await imports(aStatement({ account: 'p-1', amount: '72.00' }))).toMatchObject({ booked: 1 })
  })

  test('MUST book a line once, however often and in however many files it comes, also at once', async () => {
    const [first, second] = [
      { account, amount: '10.00' },
      { account, amount: '20.00' },
    ]
    const twice = aStatement(first, second).concat(`1,premium,2026-05-10,${account},10.00\n`)
    const results = await Promise.all([1, 2, 3].map((number) => imports(twice, `${number}.csv`)))
    expect(results.reduce((sum, { booked }) => sum + booked, 0)).toBe(2)
    expect(results.reduce((sum, { alreadyBooked }) => sum + alreadyBooked, 0)).toBe(7)
    expect(await imports(aStatement(first), 'other.csv')).toMatchObject({ booked: 0, alreadyBooked: 1 })
    expect(await desk.entriesOf()).toHaveLength(3)
    expect(await desk.events()).toHaveLength(2)
  })

  test('MUST list what it cannot book, once, with its reason and where it stands', async () => {
    const file = aStatement(
      { account, amount: '10.00' },
      { account: 'nobody', amount: '20.00' },
      { account, amount: 'x' },
    )
    const unmatched = ['3 UNKNOWN_ACCOUNT', '4 BAD_AMOUNT']
    expect(await imports(file)).toEqual({ booked: 1, alreadyBooked: 0, unmatched })
    expect(await imports(file)).toEqual({ booked: 0, alreadyBooked: 1, unmatched })
    expect(await listed()).toMatchObject([
      { fileName: 'may.csv', line: 3, reason: 'UNKNOWN_ACCOUNT', accountNumber: 'nobody', amount: 2_000 },
      { fileName: 'may.csv', line: 4, reason: 'BAD_AMOUNT', text: `3,premium,2026-05-10,${account},x`, amount: null },
    ])
  })

  test('MUST book what was listed once its account is there', async () => {
    const file = aStatement({ account: 'P-2', amount: '20.00' })
    expect(await imports(file)).toMatchObject({ unmatched: ['2 UNKNOWN_ACCOUNT'] })
    await desk.sells({ policyNumber: 'P-2' })
    expect(await imports(file)).toEqual({ booked: 1, alreadyBooked: 0, unmatched: [] })
    expect(await listed()).toEqual([])
  })

  test('of a file that was cut MUST book nothing that the whole file does not say', async () => {
    const whole = aStatement({ account, amount: '10.00' }, { account, amount: '1000.00' })
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1
    for (let cut = lastLine + 1; cut < whole.length; cut++) await imports(whole.slice(0, cut))
    await imports(whole)
    expect(await desk.entriesOf()).toEqual(['EXPECTED 72 2026-05-01', 'IN 10 2026-05-10', 'IN 1000 2026-05-10'])
  })

  test('MUST refuse what is no statement by its field, keep the lines before it, and say so in the list of imports', async () => {
    const file = aStatement({ account, amount: '10.00' }).concat('2,\0,2026-05-10,x,1.00\n')
    await expect(imports(file)).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'content' }] })
    await expect(imports('  ')).rejects.toMatchObject({ fields: [{ path: 'content', message: 'Must not be empty.' }] })
    await expect(imports(file, ' ')).rejects.toMatchObject({ fields: [{ path: 'fileName' }] })
    const { edges } = await desk.statements.bankStatementImports({})
    expect(edges.map(({ node }) => [node.fileName, node.problem, node.problemLine])).toEqual([
      ['may.csv', 'NOT_TEXT', 3],
    ])
    expect(await desk.entriesOf()).toHaveLength(2)
  })

  test('MUST list lines that another import lists at the same time in another order', async () => {
    const lines = ['a', 'b', 'c'].map((name, at) => `${at},premium,2026-05-10,${name},1.00`)
    const statement = (of: string[]) => ['id,title,accounting date,account,amount', ...of, ''].join('\n')
    await imports(statement(lines.slice(1, 2)))
    const results = await whileHeld(
      (tx) => tx`delete from unmatched_bank_line`,
      () => imports(statement(lines)),
      () => imports(statement(lines.toReversed())),
    )
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(await listed()).toHaveLength(3)
  })

  test('MUST stand in the audit log', async () => {
    await imports(aStatement({ account, amount: '10.00' }))
    const rows = await desk.db.sql`select action, actor, detail from audit_entry`
    expect([...rows]).toEqual([{ action: 'BANK_STATEMENT_IMPORTED', actor: 'admin', detail: 'may.csv' }])
  })
})

describe('the upload of a bank statement', () => {
  const bytes = () =>
    Buffer.from(aStatement(...Array.from({ length: 50 }, (_, at) => ({ account, amount: `${at + 1}.00` }))))

  test('MUST book its lines piece by piece, go on at the last whole line, and count each once', async () => {
    const file = bytes()
    const { id } = await desk.statements.beginUpload(admin, { fileName: 'big.csv', size: file.length })
    let received = 0
    while (received < file.length) {
      const piece = file.subarray(received, received + 400)
      ;({ received } = await desk.statements.append(admin, id, received, piecesOf(piece)))
      expect(await desk.statements.upload(admin, id)).toMatchObject({ received, size: file.length })
    }
    expect(await desk.statements.bankStatementImport(id)).toMatchObject({
      booked: 50,
      alreadyBooked: 0,
      unmatched: 0,
      finishedAt: expect.any(Date),
      importedBy: 'admin',
    })
    expect(await desk.entriesOf()).toHaveLength(51)
  })

  test('MUST keep what has arrived when it breaks off, and refuse a piece that goes on elsewhere', async () => {
    const file = bytes()
    const { id } = await desk.statements.beginUpload(admin, { fileName: 'big.csv', size: file.length })
    async function* broken() {
      yield* piecesOf(file.subarray(0, 500))
      throw new Error('gone')
    }
    await expect(desk.statements.append(admin, id, 0, broken())).rejects.toThrow('gone')
    const { received } = await desk.statements.upload(admin, id)
    expect(received).toBeGreaterThan(0)
    await expect(desk.statements.append(admin, id, 0, piecesOf(file))).rejects.toMatchObject({
      code: 'UPLOAD_CONFLICT',
    })
    await desk.statements.append(admin, id, received, piecesOf(file.subarray(received)))
    expect(await desk.statements.bankStatementImport(id)).toMatchObject({ booked: 50 })
  })

  test('MUST take a piece once when two requests bring it at once', async () => {
    const file = bytes()
    const { id } = await desk.statements.beginUpload(admin, { fileName: 'big.csv', size: file.length })
    const both = await Promise.allSettled(
      [1, 2].map(() => desk.statements.append(admin, id, 0, piecesOf(file, 10_000))),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await desk.statements.bankStatementImport(id)).toMatchObject({ booked: 50, alreadyBooked: 0 })
  })

  test('MUST be refused to all but administrators, and with more bytes than it was to have', async () => {
    const file = { fileName: 'big.csv', size: 10 }
    await expect(desk.statements.beginUpload(jimmy, file)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(desk.statements.beginUpload(admin, { ...file, size: 1_000_000_001 })).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
    })
    const { id } = await desk.statements.beginUpload(admin, file)
    await expect(desk.statements.append(admin, id, 0, piecesOf(bytes()))).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
    })
    await expect(desk.statements.upload(admin, 'x')).rejects.toMatchObject({ code: 'UNKNOWN_FILE' })
  })
})

describe('a line that was listed', () => {
  const list = async (line: { account: string; amount: string; on?: string }) => {
    await imports(aStatement(line))
    return String((await listed())[0]?.id)
  }

  test('MUST be booked to the account it is assigned to, once, also when it comes again', async () => {
    const line = { account: 'nobody', amount: '20.00' }
    const id = await list(line)
    await desk.unmatchedPayments.assignUnmatchedPayment(admin, { id, policyNumber: 'p-1' })
    expect(await imports(aStatement(line), 'again.csv')).toEqual({ booked: 0, alreadyBooked: 1, unmatched: [] })
    expect(await desk.entriesOf()).toEqual(['EXPECTED 72 2026-05-01', 'IN 20 2026-05-10'])
    expect(await desk.events()).toMatchObject([{ PolicyNumber: 'P-1', Amount: 20 }])
    expect(await listed()).toEqual([])
    const again = desk.unmatchedPayments.assignUnmatchedPayment(admin, { id, policyNumber: 'p-1' })
    await expect(again).rejects.toMatchObject({ code: 'UNKNOWN_BANK_LINE' })
    const rows = await desk.db.sql`select subject, detail from audit_entry where action = 'PAYMENT_ASSIGNED'`
    expect([...rows]).toEqual([{ subject: 'P-1', detail: '20.00 EUR, line 2 of may.csv' }])
  })

  test('MUST be booked once when two administrators assign it at once', async () => {
    const id = await list({ account: 'nobody', amount: '20.00' })
    const input = { id, policyNumber: 'P-1' }
    const both = [1, 2].map(() => desk.unmatchedPayments.assignUnmatchedPayment(admin, input))
    expect((await Promise.allSettled(both)).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await desk.entriesOf()).toHaveLength(2)
  })

  /** As if it had been booked to P-1 by an import. */
  const book = (sql: DbClient, line: number) => sql`
    insert into account_entry (account, kind, amount, effective_on, created_at, line_hash)
    select ${account}, 'IN', amount, accounting_date, now(), line_hash from unmatched_bank_line where line = ${line}`

  test('MUST be booked once when it is assigned while it is imported', async () => {
    const file = aStatement({ account: 'P-2', amount: '20.00' }, { account: 'P-2', amount: '30.00' })
    await imports(file)
    await desk.sells({ policyNumber: 'P-2' })
    const id = String((await listed())[0]?.id)
    const [imported, assigned] = await whileHeld(
      (tx) => book(tx, 3),
      () => imports(file),
      () => desk.unmatchedPayments.assignUnmatchedPayment(admin, { id, policyNumber: 'P-2' }),
    )
    expect(imported).toMatchObject({ value: { booked: 1, alreadyBooked: 1, unmatched: [] } })
    expect(assigned).toMatchObject({ reason: { code: 'UNKNOWN_BANK_LINE' } })
    expect(await desk.entriesOf('P-2')).toEqual(['EXPECTED 72 2026-05-01', 'IN 20 2026-05-10'])
    expect(await listed()).toEqual([])
  })

  test('MUST be refused, and go, where it is booked already', async () => {
    const id = await list({ account: 'nobody', amount: '20.00' })
    await book(desk.db.sql, 2)
    const assigned = desk.unmatchedPayments.assignUnmatchedPayment(admin, { id, policyNumber: 'P-1' })
    await expect(assigned).rejects.toMatchObject({ code: 'UNKNOWN_BANK_LINE' })
    expect(await listed()).toEqual([])
    expect(await desk.events()).toEqual([])
    expect(await desk.db.sql`select from audit_entry where action = 'PAYMENT_ASSIGNED'`).toHaveLength(0)
  })

  test('MUST be given amount and day by hand where it has none', async () => {
    const id = await list({ account, amount: 'ten', on: 'May' })
    const assign = (more: object) =>
      desk.unmatchedPayments.assignUnmatchedPayment(admin, { id, policyNumber: 'P-1', ...more })
    await expect(assign({})).rejects.toMatchObject({ fields: [{ path: 'amount' }, { path: 'accountingDate' }] })
    await expect(assign({ amount: '-1.00', accountingDate: '2026-05-02' })).rejects.toMatchObject({
      fields: [{ path: 'amount' }],
    })
    for (const amount of ['10.005', '1e3', '1000000000.01'])
      await expect(assign({ amount, accountingDate: '2026-05-02' })).rejects.toMatchObject({
        fields: [{ path: 'amount' }],
      })
    await assign({ amount: '10.00', accountingDate: dayOf('2026-05-02') })
    expect(await desk.entriesOf()).toEqual(['EXPECTED 72 2026-05-01', 'IN 10 2026-05-02'])
  })

  test('MUST stay where no account has the number that it is assigned to', async () => {
    const id = await list({ account: 'nobody', amount: '20.00' })
    const assigned = desk.unmatchedPayments.assignUnmatchedPayment(admin, { id, policyNumber: 'P-9' })
    await expect(assigned).rejects.toMatchObject({ code: 'UNKNOWN_ACCOUNT' })
    expect(await listed()).toHaveLength(1)
  })

  test('MUST go when it is dismissed, and not be listed again', async () => {
    const line = { account: 'nobody', amount: '20.00' }
    const id = await list(line)
    await desk.unmatchedPayments.dismissUnmatchedPayment(admin, id)
    await imports(aStatement(line), 'again.csv')
    expect(await listed()).toEqual([])
    await expect(desk.unmatchedPayments.dismissUnmatchedPayment(admin, id)).rejects.toMatchObject({
      code: 'UNKNOWN_BANK_LINE',
    })
  })

  test('MUST be found page by page, and by the import that listed it', async () => {
    await imports(aStatement(...['a', 'b', 'c'].map((name) => ({ account: name, amount: '1.00' }))))
    await imports(aStatement({ account: 'd', amount: '1.00' }), 'june.csv')
    const first = await desk.unmatchedPayments.unmatchedBankLines({ first: 3 })
    expect(first.edges.map(({ node }) => node.accountNumber)).toEqual(['a', 'b', 'c'])
    expect(first.hasNextPage).toBe(true)
    expect(await first.totalCount()).toBe(4)
    const next = await desk.unmatchedPayments.unmatchedBankLines({ after: first.edges.at(-1)?.cursor })
    expect(next.edges.map(({ node }) => node.accountNumber)).toEqual(['d'])
    const importId = next.edges[0]?.node.importId
    expect((await desk.unmatchedPayments.unmatchedBankLines({ importId })).edges).toHaveLength(1)
  })
})
