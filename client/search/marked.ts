export type Piece = { text: string; marked: boolean; at: number }

/** A text cut at the edges of its marks, which are ranges of it in order, in UTF-16 code units. */
export function marked(text: string, marks: readonly { start: number; end: number }[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end } of marks) {
    if (start < at || end <= start) continue
    pieces.push(
      { text: text.slice(at, start), marked: false, at },
      { text: text.slice(start, end), marked: true, at: start },
    )
    at = end
  }
  pieces.push({ text: text.slice(at), marked: false, at })
  return pieces.filter((piece) => piece.text !== '')
}
