import { hrefOf } from '../lib/links.ts'
import { messageParser } from './markdown.ts'

/** `at` is where in the text it begins: its key among its neighbours. */
export type Inline = { at: number } & (
  | { type: 'text' | 'code' | 'mention' | 'emoji' | 'number'; text: string }
  | { type: 'link'; text: string; href: string }
  | { type: 'strong' | 'emphasis' | 'strikethrough'; children: Inline[] }
)

export type Block = { at: number } & (
  | { type: 'text'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'quote'; children: Block[] }
  | { type: 'list'; ordered: boolean; items: Item[] }
)

/** `number` is the one that was written, of an ordered list. */
export type Item = { at: number; number: number | null; children: Block[] }

type Node = ReturnType<typeof messageParser.parse>['topNode']

/** Marks inside each other deeper than this are shown as they were written: nobody sees the difference. */
const deepest = 8

/** As the server removes them from new messages: they reorder what stands around them. */
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g

/** The text of a message as blocks. Takes time in proportion to its length, whatever it is; it never fails. */
export function blocksOf(message: string): Block[] {
  const text = message.replace(bidiControls, '')
  return blocksIn(messageParser.parse(text).topNode, text, true)
}

/** What a message says without its markup, in one line: for where it is only quoted. */
export function plainText(message: string): string {
  return blocksOf(message).map(textOfBlock).join(' ').replace(/\s+/g, ' ').trim()
}

function textOfBlock(block: Block): string {
  if (block.type === 'code') return block.text
  if (block.type === 'text') return block.children.map(textOfInline).join('')
  if (block.type === 'quote') return block.children.map(textOfBlock).join(' ')
  return block.items.map(({ children }) => children.map(textOfBlock).join(' ')).join(' ')
}

function textOfInline(inline: Inline): string {
  return 'children' in inline ? inline.children.map(textOfInline).join('') : inline.text
}

function blocksIn(parent: Node, text: string, isTop: boolean): Block[] {
  const blocks: Block[] = []
  let end = parent.from
  for (const node of childrenOf(parent)) {
    if (/Mark$/.test(node.name)) continue
    const between = text.slice(end, node.from)
    const block = blockOf(node, text, isTop)
    const last = blocks.at(-1)
    if (block.type !== 'text') blocks.push(block)
    // What one has typed between two lines of text stays: with their line breaks they are one text.
    else if (last?.type === 'text')
      last.children.push({ at: end, type: 'text', text: isTop ? between : linesOf(between) }, ...block.children)
    else {
      const indent = isTop ? (/[^\S\n]*$/.exec(between)?.[0] ?? '') : ''
      if (indent) block.children.unshift({ at: node.from - indent.length, type: 'text', text: indent })
      blocks.push(block)
    }
    end = node.to
  }
  return blocks
}

function blockOf(node: Node, text: string, isTop: boolean): Block {
  const at = node.from
  const block = markedUp(node, text, isTop)
  // Marks around nothing are the text that was written.
  return hasContent(block)
    ? block
    : { at, type: 'text', children: [{ at, type: 'text', text: text.slice(at, node.to) }] }
}

function markedUp(node: Node, text: string, isTop: boolean): Block {
  const at = node.from
  if (node.name === 'FencedCode') return { at, type: 'code', text: codeIn(node, text) }
  if (node.name === 'Blockquote') return { at, type: 'quote', children: blocksIn(node, text, false) }
  const ordered = node.name === 'OrderedList'
  if (!ordered && node.name !== 'BulletList') return { at, type: 'text', children: inlinesIn(node, text, isTop, 0) }
  return { at, type: 'list', ordered, items: childrenOf(node).map((item) => itemOf(item, text, ordered)) }
}

function hasContent(block: Block): boolean {
  if (block.type === 'code') return block.text !== ''
  if (block.type === 'list') return block.items.some(({ children }) => children.some(hasContent))
  if (block.type === 'quote') return block.children.some(hasContent)
  return block.children.some((inline) => !('text' in inline) || inline.text !== '')
}

function itemOf(item: Node, text: string, ordered: boolean): Item {
  const number = ordered ? Number.parseInt(text.slice(item.from, item.to), 10) : null
  return { at: item.from, number, children: blocksIn(item, text, false) }
}

/** What is written beside the fences is code, too, unless it names a language: in other chats fences need no lines. */
function codeIn(node: Node, text: string): string {
  const parts = childrenOf(node)
  const written = (name: string) =>
    parts.filter((part) => part.name === name).map(({ from, to }) => text.slice(from, to))
  const [info = ''] = written('CodeInfo')
  const [fence = '', closing] = written('CodeMark')
  const lines = written('CodeText').join('')
  const code = language.test(info) && lines ? lines : [info, lines].filter(Boolean).join('\n')
  return closing === undefined && code.endsWith(fence) ? code.slice(0, -fence.length) : code
}

const language = /^[\w+#.-]{0,20}$/

const containers: Record<string, 'strong' | 'emphasis' | 'strikethrough'> = {
  StrongEmphasis: 'strong',
  Emphasis: 'emphasis',
  Strikethrough: 'strikethrough',
}

function inlinesIn(parent: Node, text: string, isTop: boolean, depth: number): Inline[] {
  const inlines: Inline[] = []
  let end = parent.from
  const plain = (to: number) => {
    const found = text.slice(end, to)
    // Below a list or a quote, what a line begins with belongs to the markup around it.
    const shown = isTop ? found : found.replace(/\n[^\S\n]+/g, '\n')
    if (shown) inlines.push({ at: end, type: 'text', text: shown })
  }
  for (const node of childrenOf(parent)) {
    plain(node.from)
    end = node.to
    if (node.name === 'QuoteMark') while (/[^\S\n]/.test(text.charAt(end))) end++
    if (!/Mark$/.test(node.name)) inlines.push(inlineOf(node, text, isTop, depth))
  }
  plain(parent.to)
  return inlines
}

function inlineOf(node: Node, text: string, isTop: boolean, depth: number): Inline {
  const at = node.from
  const written = text.slice(at, node.to)
  const container = containers[node.name]
  if (container && depth < deepest) return { at, type: container, children: inlinesIn(node, text, isTop, depth + 1) }
  if (node.name === 'InlineCode') return { at, type: 'code', text: codeWithin(written) }
  if (node.name === 'Mention') return { at, type: 'mention', text: written }
  if (node.name === 'Emoji') return { at, type: 'emoji', text: written }
  if (node.name === 'Number') return { at, type: 'number', text: written }
  const href = node.name === 'Address' ? hrefOf(written) : null
  return href ? { at, type: 'link', text: written, href } : { at, type: 'text', text: written }
}

/** A space on both sides is there to keep backticks apart. */
function codeWithin(written: string): string {
  const code = written.replace(/^`+|`+$/g, '')
  return /^ .*\S.* $/s.test(code) ? code.slice(1, -1) : code
}

function childrenOf(parent: Node): Node[] {
  const children: Node[] = []
  for (let node = parent.firstChild; node; node = node.nextSibling) children.push(node)
  return children
}

const linesOf = (between: string): string => '\n'.repeat(between.split('\n').length - 1)
