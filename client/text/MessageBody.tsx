import { Fragment, memo, type ReactNode } from 'react'
import { EmojiName } from '../emoji/EmojiName.tsx'
import { disguisedHost } from '../lib/links.ts'
import { TextLink } from '../ui/LinkedText.tsx'
import { BusinessNumber } from './BusinessNumber.tsx'
import { CodeBlock } from './CodeBlock.tsx'
import { Mention } from './Mention.tsx'
import classes from './MessageBody.module.css'
import { type Block, blocksOf, type Inline } from './message-tree.ts'

/** What a message says, with its markup as elements. Its author can cause no others: nothing of the text is HTML. */
export const MessageBody = memo(function MessageBody({ text }: { text: string }) {
  const blocks = blocksOf(text)
  const [only] = blocks
  // Most messages are one text: it needs no element of its own.
  if (blocks.length === 1 && only?.type === 'text') return inlines(only.children)
  return blocks.map(block)
})

function block(given: Block): ReactNode {
  if (given.type === 'text')
    return (
      <p key={given.at} className={classes.paragraph}>
        {inlines(given.children)}
      </p>
    )
  if (given.type === 'code') return <CodeBlock key={given.at} text={given.text} />
  if (given.type === 'quote')
    return (
      <blockquote key={given.at} className={classes.quote}>
        {given.children.map(block)}
      </blockquote>
    )
  const items = given.items.map(({ at, number, children }) => (
    <li key={at} value={number ?? undefined}>
      {children.map(block)}
    </li>
  ))
  const List = given.ordered ? 'ol' : 'ul'
  return (
    <List key={given.at} className={classes.list}>
      {items}
    </List>
  )
}

const inlines = (given: readonly Inline[]): ReactNode =>
  given.map((each) => <Fragment key={each.at}>{inline(each)}</Fragment>)

function inline(given: Inline): ReactNode {
  switch (given.type) {
    case 'text':
      return given.text
    case 'code':
      return <code className={classes.inlineCode}>{given.text}</code>
    case 'link':
      return <TextLink href={given.href} text={given.text} host={disguisedHost(given.text, given.href)} />
    case 'mention':
      return <Mention text={given.text} />
    case 'emoji':
      return <EmojiName text={given.text} />
    case 'number':
      return <BusinessNumber text={given.text} />
    case 'strong':
      return <strong>{inlines(given.children)}</strong>
    case 'emphasis':
      return <em>{inlines(given.children)}</em>
    case 'strikethrough':
      return <s>{inlines(given.children)}</s>
    default:
      return given satisfies never
  }
}
