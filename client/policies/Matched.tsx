import type { PolicyMatchField } from '../gql/graphql.ts'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { marked } from '../search/marked.ts'
import classes from './PolicyTable.module.css'

const Matched_edge = graphql(`
  fragment Matched_edge on PolicyEdge { matches { field text ranges { start end } } }
`)

type Edge = { edge: FragmentType<typeof Matched_edge> }

/** A text of a policy, in which the words are marked by which it was found. */
export function Matched({ edge, field, text }: Edge & { field: PolicyMatchField; text: string }) {
  const match = readFragment(Matched_edge, edge).matches.find((one) => one.field === field)
  return <Marks text={text} ranges={match?.text === text ? match.ranges : []} />
}

/** What a policy was found by besides its holder and its short number, which are there anyway. */
export function Found({ edge }: Edge) {
  const others = readFragment(Matched_edge, edge).matches.filter(({ field }) =>
    ['TAX_ID', 'CITY', 'NUMBER'].includes(field),
  )
  return others.map(({ field, text, ranges }) => (
    <span key={field} className={classes.found}>
      <Marks text={text} ranges={ranges} />
    </span>
  ))
}

function Marks({ text, ranges }: { text: string; ranges: readonly { start: number; end: number }[] }) {
  return marked(text, ranges).map((piece) =>
    piece.marked ? (
      <mark key={piece.at} className={classes.mark}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  )
}
