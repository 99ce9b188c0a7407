import { expect, test } from 'vitest'
import { type Block, blocksOf, type Inline } from '../../client/text/message-tree.ts'
import { withoutCode } from './code-in-text.ts'

/** What the web client shows of a text, without its code. */
const shown = (text: string): string =>
  blocksOf(text)
    .map(function ofBlock(block: Block): string {
      if (block.type === 'code') return ''
      if (block.type === 'quote') return block.children.map(ofBlock).join(' ')
      if (block.type === 'list') return block.items.map(({ children }) => children.map(ofBlock).join(' ')).join(' ')
      return block.children.map(ofInline).join('')
    })
    .join(' ')
const ofInline = (inline: Inline): string => {
  if ('children' in inline) return inline.children.map(ofInline).join('')
  return inline.type === 'code' ? '' : inline.text
}
const namesIn = (text: string) => text.match(/@\w+/g) ?? []

test.each([
  '`@a` @b',
  '``@a ` @b`` @c',
  '@a ` @b',
  '```\n@a\n```\n@b',
  '```ts\n@a\n\n@b',
  '~~~\n@a\n```\n~~~ @b',
  'text\n```\n@a\n```',
  '    @a',
  '\\`@a\\`',
  '<a b="`"> @a `@b`',
  '> ```\n> @a\n> ```\n@b',
  '> ```\n> @a\n@b',
  '> `@a\n@b`',
  '- ```\n  @a\n  ```\n- `@b` @c',
  '1. @a\n\n   ~~~\n   @b',
  '`@a\n@b`',
  '`@a\n\n@b`',
  '~~@a~~ *`@b`* `~~~`@c',
  '[`@a`](https://x.example) @b',
  `${'> '.repeat(9)}\`@a\` @b`,
  `${'- '.repeat(9)}\`\`\`\n@a`,
])('of %j exactly what the web client shows as code MUST be left out', (text) => {
  const rest = withoutCode(text)
  expect(rest).toHaveLength(text.length)
  expect(namesIn(rest)).toEqual(namesIn(shown(text)))
})
