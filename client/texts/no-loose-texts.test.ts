import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'

const client = join(import.meta.dirname, '..')
const components = globSync('**/*.tsx', { cwd: client, exclude: ['dist', 'gql', 'specs', 'graphiql'] })
const codeOf = (file: string) => readFileSync(join(client, file), 'utf8')

/** Names, which are the same in every language. */
const names = new Set(['Parley'])

/** Attributes that somebody reads or hears. */
const shown = /^(?:aria-label|label|placeholder|title|description|about|alt|legend|summary)$/

type Node = { type: string; [name: string]: unknown }

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

/** Texts that an expression may give as they are, not those that it hands to a function or compares with. */
function textsIn(node: Node): string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : []
  if (node.type === 'TemplateElement') return [(node.value as { cooked: string }).cooked]
  const passes = ['JSXExpressionContainer', 'ConditionalExpression', 'LogicalExpression', 'TemplateLiteral']
  if (!passes.includes(node.type)) return []
  const { test: _, ...given } = node
  return childrenOf({ ...given, type: node.type }).flatMap(textsIn)
}

function looseIn(node: Node): string[] {
  const inside = childrenOf(node).flatMap(looseIn)
  if (node.type === 'JSXText') return [String(node.value), ...inside]
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    const children = (node.children as Node[]).filter(({ type }) => type === 'JSXExpressionContainer')
    return [...children.flatMap(textsIn), ...inside]
  }
  if (node.type !== 'JSXAttribute' || !isNode(node.name) || !isNode(node.value)) return inside
  return shown.test(String(node.name.name)) ? [...textsIn(node.value), ...inside] : inside
}

test('no component MUST show a text that is not from the catalogues', () => {
  const loose = components.flatMap((file) =>
    looseIn(parseAst(codeOf(file), { lang: 'tsx' }) as unknown as Node)
      .map((text) => text.trim())
      .filter((text) => /\p{L}{2}/u.test(text) && !names.has(text))
      .map((text) => `${file}: ${text}`),
  )
  expect(loose).toEqual([])
})

test('what shows a text, a date or a sum MUST be drawn again when the language changes', () => {
  const dependent =
    /import \{[^}]*\b(?:text|richText|locale|language)\b[^}]*\} from '[./]*texts\/texts\.ts'|import \{[^}]*\b(?:money|calendarDay|period|clock|exactly|dayName|moment|whenShort|listOf)\b[^}]*\} from '[./]*lib\/format\.ts'/
  const deaf = components.filter((file) => {
    const code = codeOf(file)
    return dependent.test(code) && !/\b(?:useTexts|useLanguage)\(\)/.test(code)
  })
  expect(deaf.map((file) => relative('.', file))).toEqual([])
})
