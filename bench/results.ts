import { readFile, writeFile } from 'node:fs/promises'

const path = 'bench/RESULTS.md'
const begin = (part: string) => `<!-- ${part} -->`
const end = (part: string) => `<!-- end of ${part} -->`

const introduction = `# Results

Written by \`npm run bench\`; [how to run and read it](../docs/bench.md). Ratios are within one run on one machine; absolute
figures are that machine's. A run of one part replaces that part only, so each says when and on what it was run.
`

/** Puts a part's text in its place in the results page, in the order of `parts`; what other parts said stays. */
export async function writeResults(parts: readonly string[], fresh: ReadonlyMap<string, string>): Promise<string> {
  const known = await readFile(path, 'utf8').catch(() => '')
  const sections = parts.flatMap((part) => {
    const text = fresh.get(part) ?? section(known, part)
    return text ? [`${begin(part)}\n${text.trim()}\n${end(part)}\n`] : []
  })
  await writeFile(path, [introduction, ...sections].join('\n'))
  return path
}

function section(page: string, part: string): string | null {
  const from = page.indexOf(begin(part))
  const to = page.indexOf(end(part))
  return from < 0 || to < from ? null : page.slice(from + begin(part).length, to)
}
