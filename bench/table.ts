/** One table of the results: what is said before it, its head and its rows. */
export type Table = { title: string; about: string; columns: string[]; rows: string[][] }

/** As Markdown, which a terminal shows well enough too. */
export function print({ title, about, columns, rows }: Table): string {
  const widths = columns.map((column, i) => Math.max(column.length, ...rows.map((row) => (row[i] ?? '').length)))
  const line = (cells: string[]) =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? '').padEnd(width) : (cells[i] ?? '').padStart(width))).join(' | ')} |`
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [`### ${title}`, '', about, '', line(columns), rule, ...rows.map(line), ''].join('\n')
}

/** Three significant digits are more than such a measurement knows. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value >= 100) return Math.round(value).toLocaleString('en-US')
  return value.toPrecision(value >= 10 ? 3 : 2)
}

export const ratio = (value: number, reference: number) =>
  Number.isFinite(value / reference) ? `${figure(value / reference)}×` : '–'

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}
