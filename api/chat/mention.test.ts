import { expect, test } from 'vitest'
import { mentionsIn } from './mention.ts'

const keys = (text: string) => mentionsIn(text)?.candidates.map(({ key }) => key) ?? []

test.each([
  ['@jimmy.solid hello', ['jimmy', 'jimmy.solid']],
  ['ask @Jimmy.SOLID, please', ['jimmy', 'jimmy.solid']],
  ['(@danny) and @danny.', ['danny', 'danny']],
  ['@danny’s', ['danny', 'danny’s']],
  ['@danny/@jimmy,@admin-@żaneta', ['danny', 'jimmy', 'admin', 'żaneta']],
  ['@anna@firm.pl!', ['anna', 'anna@firm', 'anna@firm.pl']],
  ['@@danny', ['danny']],
  ['one\n@two', ['two']],
])('%j MUST name every login that may be meant', (text, expected) => {
  expect(keys(text)).toEqual(expected)
})

test.each([
  ...['write to anna@firm.pl', 'no one', '@', '@ danny', 'a@b', '@.', '5@6'],
  ...['`@danny` and `@here`', '```\n@here @danny\n```', '> ~~~\n> @danny'],
])('%j MUST mention nobody', (text) => {
  expect(mentionsIn(text)).toBeNull()
})

test.each([
  ['@here', true],
  ['look, @HERE!', true],
  ['@here’s the plan', true],
  ['@hereafter', false],
  ['@here.smith', false],
  ['`@here` @danny', false],
  ['`no` @here', true],
])('%j calls everybody who is online: %s', (text, here) => {
  expect(mentionsIn(text)?.here).toBe(here)
})

test('a text of the largest size MUST NOT make more candidates than it has words', () => {
  expect(keys('@a.'.repeat(1_333)).length).toBeLessThanOrEqual(1_333)
  expect(keys(`@${'a.'.repeat(2_000)}`).length).toBeLessThanOrEqual(50)
})
