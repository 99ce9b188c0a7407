/*
 * How the text of a message is shown: a subset of Markdown as React nodes, never as HTML. markdown.ts says what is markup,
 * message-tree.ts turns a text into blocks, MessageBody.tsx shows them.
 */
import { type InlineContext, type Line, type MarkdownConfig, parser } from '@lezer/markdown'
import { addressAt } from '../lib/links.ts'

/** Blocks that contain others nest no deeper: one more is a line of text. Thousands of levels would take seconds. */
const deepest = 6

/** Not a list in a list in a list. */
const divider = /^([*-])(?:[ \t]*\1){2,}[ \t]*$/

/** How many of the blocks around it a line goes on with. The parser has it, though its types do not say so. */
type Reaching = Line & { depth?: number }

const nesting: MarkdownConfig = {
  parseBlock: [
    {
      name: 'NoLazyLines',
      // In CommonMark a quote or a list takes in the lines below it, too. In a chat they are the answer to the quote.
      endLeaf: (cx, line: Reaching) => line.depth !== undefined && line.depth < cx.depth,
    },
    {
      name: 'PlainLine',
      before: 'FencedCode',
      parse(cx, line) {
        if (cx.depth <= deepest && !divider.test(line.text.slice(line.pos))) return false
        const from = cx.lineStart + line.pos
        const content = cx.parser.parseInline(line.text.slice(line.pos), from)
        cx.addElement(cx.elt('Paragraph', from, cx.lineStart + line.text.length, content))
        cx.nextLine()
        return true
      },
    },
  ],
}

const emphasis = { resolve: 'Emphasis', mark: 'EmphasisMark' }
const strong = { resolve: 'StrongEmphasis', mark: 'EmphasisMark' }
const strikethrough = { resolve: 'Strikethrough', mark: 'StrikethroughMark' }

type Mark = { type: typeof emphasis; length: number }

/** What a run of these characters stands for when it opens, from the outside to the inside. */
const marks: Record<string, Mark[]> = {
  '*': [{ type: emphasis, length: 1 }],
  '**': [{ type: strong, length: 2 }],
  '***': [
    { type: strong, length: 2 },
    { type: emphasis, length: 1 },
  ],
  '~~': [{ type: strikethrough, length: 2 }],
}

/**
 * Stricter than CommonMark: a mark opens only where no word is before it and closes only where none follows, so that
 * "2*3*4" stays what it is. An underscore is no mark: it is part of names.
 */
const emphasizing: MarkdownConfig = {
  defineNodes: ['Strikethrough', 'StrikethroughMark'],
  parseInline: [
    {
      name: 'Marks',
      parse(cx, next, pos) {
        if (next !== asterisk && next !== tilde) return -1
        let end = pos + 1
        while (cx.char(end) === next) end++
        const found = marks[cx.slice(pos, end)] ?? []
        const before = charBefore(cx, pos)
        const after = cx.slice(end, end + 2)
        const opens = /^[^\s]/u.test(after) && !/[\p{L}\p{N}]$/u.test(before)
        const closes = /[^\s]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after)
        let from = pos
        for (const { type, length } of closes ? found.toReversed() : found)
          from = cx.addDelimiter(type, from, from + length, opens, closes)
        return end
      },
    },
  ],
}

/** Names of agents, `:name:` of emoji, addresses and numbers of policies: what is written in them is no markup. */
const references: MarkdownConfig = {
  defineNodes: ['Mention', 'Emoji', 'Address', 'Number'],
  parseInline: [
    {
      name: 'References',
      before: 'InlineCode',
      parse(cx, next, pos) {
        if (next === at && !/[\p{L}\p{N}_@./-]$/u.test(charBefore(cx, pos)))
          return add(cx, 'Mention', pos, match(mention, cx, pos))
        if (next === colon && !/[\p{L}\p{N}]$/u.test(charBefore(cx, pos)))
          return add(cx, 'Emoji', pos, match(emojiName, cx, pos))
        if (!isWord(next) || isWord(cx.char(pos - 1))) return -1
        const address = add(cx, 'Address', pos, addressAt(cx.text, pos - cx.offset))
        if (address >= 0 || /[-/\\.@#?&=+%]$/.test(charBefore(cx, pos))) return address
        return add(cx, 'Number', pos, match(number, cx, pos))
      },
    },
  ],
}

const [asterisk, tilde, at, colon] = ['*', '~', '@', ':'].map((each) => each.charCodeAt(0))
const mention = /@[\p{L}\p{N}_][\p{L}\p{N}_.@+-]{0,99}/uy
const emojiName = /:[a-z0-9_+'-]{1,60}:/y
/** Of a policy or an offer: a UUID, or a short number as it is shown. */
const number = /(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[PF]-\d{4}-\d{4}-\d)(?![\w-])/iy

const isWord = (code: number): boolean => code > 127 || /\w/.test(String.fromCharCode(code))

/** Two units, since a letter may need both. */
const charBefore = (cx: InlineContext, pos: number): string => cx.slice(Math.max(cx.offset, pos - 2), pos)

function match(pattern: RegExp, cx: InlineContext, pos: number): string | null {
  pattern.lastIndex = pos - cx.offset
  return pattern.exec(cx.text)?.[0] ?? null
}

const add = (cx: InlineContext, node: string, from: number, found: string | null): number =>
  found === null ? -1 : cx.addElement(cx.elt(node, from, from + found.length))

/**
 * Bold, italics, strikethrough, code, fenced code, lists and quotes; no headings, rules, images, HTML, escapes or named
 * links: nobody means them by accident, and what is no markup stays as it was written.
 */
export const messageParser = parser.configure([
  nesting,
  emphasizing,
  references,
  {
    remove: [
      ...['LinkReference', 'IndentedCode', 'HorizontalRule', 'ATXHeading', 'HTMLBlock', 'SetextHeading'],
      ...['Escape', 'Entity', 'HTMLTag', 'Emphasis', 'HardBreak', 'Link', 'Image', 'LinkEnd'],
    ],
  },
])
