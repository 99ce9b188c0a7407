import { describe, expect, test } from 'vitest'
import { mentioned } from './KnownLogins.tsx'
import { type Block, blocksOf, type Inline, plainText } from './message-tree.ts'

/** A short way of writing what a message becomes: [kind content] for markup, and text as it is. */
const shown = (message: string): string => blocksOf(message).map(block).join(' | ')

function block(given: Block): string {
  if (given.type === 'text') return given.children.map(inline).join('')
  if (given.type === 'code') return `[pre ${given.text}]`
  if (given.type === 'quote') return `[quote ${given.children.map(block).join(' | ')}]`
  const items = given.items.map(({ number, children }) => `${number ?? '•'} ${children.map(block).join(' | ')}`)
  return `[list ${items.join('; ')}]`
}

function inline(given: Inline): string {
  if (given.type === 'text') return given.text
  if ('children' in given) return `[${given.type} ${given.children.map(inline).join('')}]`
  return given.type === 'link' ? `[link ${given.href}]` : `[${given.type} ${given.text}]`
}

describe('a message', () => {
  test.each([
    ['a **b** *c* ~~d~~ `e`', 'a [strong b] [emphasis c] [strikethrough d] [code e]'],
    ['***x*** **a *b*** ~~*c*~~', '[strong [emphasis x]] [strong a [emphasis b]] [strikethrough [emphasis c]]'],
    ['**Ważne:** (*tak*), **łódź**.', '[strong Ważne:] ([emphasis tak]), [strong łódź].'],
    ['`` a ` b `` `*c*`', '[code a ` b] [code *c*]'],
    ['*two\nlines*', '[emphasis two\nlines]'],
    ['> a\n> b\n>\n> c\nanswer', '[quote a\nb\n\nc] | answer'],
    ['> > a\n> b', '[quote [quote a] | b]'],
    ['- a\n  more\n- b\n  - c\nend', '[list • a\nmore; • b | [list • c]] | end'],
    ['3. a\n5. b', '[list 3 a; 5 b]'],
    ['```sql\nselect *\n  from x\n```\nsee', '[pre select *\n  from x] | see'],
    ['```\nopen', '[pre open]'],
    ['```let a = 1\nlet b```', '[pre let a = 1\nlet b]'],
    ['> ```\n> a\n>   b\n> ```', '[quote [pre a\n  b]]'],
  ])('MUST have its markup shown: %j', (message, expected) => {
    expect(shown(message)).toBe(expected)
  })

  test.each([
    'First line\nsecond line\n\n\nand   a  last',
    '  indented\n    more',
    '2*3*4 * 5, a * b * c, snake_case_name, **open, ~no~, __init__, ****',
    '# no heading\nno\n===\nno\n---\n***\n* * *',
    '<b>bold</b> &amp; &#65; <!-- x --> <img src=x onerror=alert(1)>',
    'C:\\*.txt \\\\server\\share \\_',
    '![x](y) [x](y) [x]: y',
    '-',
    '>',
    '1.',
    '```',
    '10:30:45 a:b:c ratio 1:2:',
    'a@b @ me.',
  ])('MUST stay as it was written where nothing is markup: %j', (message) => {
    expect(shown(message)).toBe(message)
  })

  test('MUST keep what is in an address, a name of an agent or of an emoji, out of the markup', () => {
    expect(shown('*https://a.example/x*y*z* @a*b* :+1: **:tada:**')).toBe(
      '[emphasis [link https://a.example/x*y*z]] [mention @a]*b* [emoji :+1:] [strong [emoji :tada:]]',
    )
    expect(shown('ask @jimmy.solid, or a.b@c.example')).toBe(
      'ask [mention @jimmy.solid], or [link mailto:a.b@c.example]',
    )
    expect(shown('https://parley.example@evil.example/ `https://a.example`')).toBe(
      'https://parley.example@evil.example/ [code https://a.example]',
    )
  })

  test('MUST have its numbers of policies and offers told apart, and not what only resembles one', () => {
    const number = '0e2c9a4e-6f4b-4f3c-9d53-1b2a3c4d5e6f'
    const upper = number.toUpperCase()
    expect(shown(`Policy ${number}, (${upper}) **${number}** \`${number}\``)).toBe(
      `Policy [number ${number}], ([number ${upper}]) [strong [number ${number}]] [code ${number}]`,
    )
    for (const short of ['P-2741-8836-5', 'f-0000-0000-0'])
      expect(shown(`See ${short}, please`)).toBe(`See [number ${short}], please`)
    for (const other of [
      'xP-2741-8836-5',
      'P-2741-8836-55',
      'P-2741-8836',
      `x-${number}`,
      `${number}-1`,
      `${number}a`,
      `/${number}`,
      number.slice(1),
    ])
      expect(shown(other)).toBe(other)
    expect(shown(`https://a.example/policies/${number}`)).toBe(`[link https://a.example/policies/${number}]`)
  })

  test('MUST lose the controls that would reorder it', () => {
    expect(shown('invoice\u202egnp.exe \u2067**x**\u2069')).toBe('invoicegnp.exe [strong x]')
  })

  test('MUST become blocks that keep its letters in their order and have keys of their own, whatever is in it', () => {
    const pieces = [
      '*',
      '**',
      '~~',
      '`',
      '```',
      '\n',
      '\n\n',
      '> ',
      '- ',
      '1. ',
      ' ',
      '    ',
      'ż',
      'źó',
      '@ż',
      ':ż:',
      '(',
      '\t',
    ]
    let seed = 1
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    for (let round = 0; round < 3_000; round++) {
      const message = Array.from({ length: random(40) }, () => pieces[random(pieces.length)]).join('')
      const blocks = blocksOf(message)
      expect(blocks.map(letters).join(''), message).toBe(message.replace(/[^\p{L}]/gu, ''))
      for (const neighbours of families(blocks)) expect(new Set(neighbours).size, message).toBe(neighbours.length)
    }
  })

  test.each(['> ', '- ', '1. ', '*a ', '**a *b ', '`', '[', '~~a', 'a@', 'https://(', '- > ', '*a* '])(
    'MUST nest no deeper than a screen can show: %j, a thousand times',
    (piece) => {
      expect(depth(blocksOf(piece.repeat(1_000)))).toBeLessThan(24)
    },
  )
})

test('a mention MUST be of a known login, in any case, without the punctuation after it', () => {
  const logins = new Map([['jimmy.solid', 'Jimmy.Solid']])
  expect(mentioned('@jimmy.solid', logins)).toBe('@jimmy.solid')
  expect(mentioned('@JIMMY.solid.', logins)).toBe('@JIMMY.solid')
  expect(mentioned('@jimmy.solid.pl', logins)).toBe('@jimmy.solid')
  expect(mentioned('@jimmy', logins)).toBeNull()
  expect(mentioned('@jimmy.solidarity', logins)).toBeNull()
})

type Child = Block | Inline | { at: number; children: Block[] }

const childrenOf = (given: Child): readonly Child[] =>
  'items' in given ? given.items : 'children' in given ? given.children : []

const letters = (given: Child): string =>
  'text' in given ? given.text.replace(/[^\p{L}]/gu, '') : childrenOf(given).map(letters).join('')

const families = (all: readonly Child[]): number[][] => [
  all.map(({ at }) => at),
  ...all.flatMap((each) => families(childrenOf(each))),
]

const depth = (all: readonly Child[]): number => 1 + Math.max(0, ...all.map((each) => depth(childrenOf(each))))

test.each([
  ['the list for *Happy House*?', 'the list for Happy House?'],
  ['**a ~~b~~** `c*`\n> d\n> e', 'a b c* d e'],
  ['1. one\n2. two', 'one two'],
  ['```\nx = 1\n```', 'x = 1'],
  ['@jimmy.solid see https://a.example/b', '@jimmy.solid see https://a.example/b'],
])('%j MUST be quoted as %j', (message, quoted) => expect(plainText(message)).toBe(quoted))
