import { type Line, type MarkdownConfig, parser } from '@lezer/markdown'

/** Blocks that contain others nest no deeper: thousands of levels would take seconds. */
const deepest = 6

/** How many of the blocks around it a line goes on with. The parser has it, though its types do not say so. */
type Reaching = Line & { depth?: number }

const blocks: MarkdownConfig = {
  parseBlock: [
    { name: 'NoLazyLines', endLeaf: (cx, line: Reaching) => line.depth !== undefined && line.depth < cx.depth },
    {
      name: 'PlainLine',
      before: 'FencedCode',
      parse(cx, line) {
        if (cx.depth <= deepest) return false
        const from = cx.lineStart + line.pos
        const content = cx.parser.parseInline(line.text.slice(line.pos), from)
        cx.addElement(cx.elt('Paragraph', from, cx.lineStart + line.text.length, content))
        cx.nextLine()
        return true
      },
    },
  ],
}

/** The markup of messages, as far as it decides what is code: the web client shows it by the same rules. */
const markup = parser.configure([
  blocks,
  {
    remove: [
      ...['LinkReference', 'IndentedCode', 'HorizontalRule', 'ATXHeading', 'HTMLBlock', 'SetextHeading'],
      ...['Escape', 'Entity', 'HTMLTag', 'Emphasis', 'HardBreak', 'Link', 'Image', 'LinkEnd'],
    ],
  },
])

/** A text in which blanks stand for its code, so that everything else keeps its place. In time linear in its length. */
export function withoutCode(text: string): string {
  if (!/`|~~~/.test(text)) return text
  let rest = ''
  let end = 0
  markup.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'InlineCode' && name !== 'FencedCode') return true
      rest += text.slice(end, from) + ' '.repeat(to - from)
      end = to
      return false
    },
  })
  return rest + text.slice(end)
}
