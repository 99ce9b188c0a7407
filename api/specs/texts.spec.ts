import { expect, test } from 'vitest'
import { parleyHere } from './harness.ts'
import { rootFields, withText } from './root-fields.ts'

const parley = parleyHere()

/** What a database, JSON or an encoding may choke on. */
const awkward = ['a\0', '\0', '\ud800', 'a\udc00b', '\uffff\ufdd0', '\u202e\u2066', '%_\\\'"', `${'x'.repeat(5_000)}\0`]

const inputs = rootFields.flatMap((field) => field.texts.map(({ path }) => ({ ...field, path, at: path.join('.') })))

test('the schema MUST be read for all its texts', () => {
  expect(inputs.map(({ name, at }) => `${name} ${at}`)).toEqual(
    expect.arrayContaining([
      'room id',
      'policies search',
      'login input.login',
      'createOffer input.answers.0.questionCode',
      'buyPolicy input.policyHolder.address.city',
      'messageReceived roomId',
      'messageReceived after',
    ]),
  )
})

test.each(inputs)('$kind $name MUST answer to any text as $at, and never as if it were broken', async (input) => {
  const admin = await parley.agent('admin')
  const wire = await parley.wire({ token: admin.token })
  const turn = inputs.indexOf(input)
  const answers = awkward.map(async (text, i) => {
    const variables = withText(input.variables, input.path, text)
    // Both ways lead to the same execution: each text goes one of them, and another one for the next input.
    if ((turn + i) % 2 === 0) return admin.operation(input.document, variables)
    const id = JSON.stringify(text).slice(0, 50)
    wire.send({ id, type: 'subscribe', payload: { query: input.document, variables } })
    return wire.nextOf(id)
  })
  for (const [i, answer] of answers.entries())
    expect(JSON.stringify(await answer), JSON.stringify(awkward[i]).slice(0, 50)).not.toMatch(
      /"(INTERNAL|UNAVAILABLE)"/,
    )
  expect(wire.isOpen()).toBe(true)
})

test.each(['a\0', '\0', 'jimmy.solid\0', '\ud800'])(
  '%j MUST be unknown as a login, a room and a code',
  async (text) => {
    const admin = await parley.agent('admin')
    const asked = await admin.operation<Record<string, unknown>>(
      'query ($id: ID!) { room(id: $id) { id } product(code: $id) { code } offer(number: $id) { number } policy(number: $id) { number } }',
      { id: text },
    )
    expect(asked).toEqual({ data: { room: null, product: null, offer: null, policy: null } })
    expect((await admin.isRefused('login', { login: text, password: 'secret' })).code).toBe('INVALID_CREDENTIALS')
    expect((await admin.isRefused('sendMessage', { roomId: text, text: 'x' })).code).toBe('UNKNOWN_ROOM')
    const listening = await admin.operation('subscription ($id: ID!) { messageReceived(roomId: $id) { cursor } }', {
      id: text,
    })
    expect(listening.errors).toMatchObject([{ extensions: { code: 'UNKNOWN_ROOM' } }])
  },
)
