import { readFile, writeFile } from 'node:fs/promises'
import { eventCatalogue } from '../api/event-catalogue.ts'
import { eventTables } from './event-tables.ts'

/** Writes the tables of docs/events.md from the descriptions of the events; with --check it only compares. */
const path = 'docs/events.md'
const written = await readFile(path, 'utf8')
const generated = Object.entries(eventTables(eventCatalogue)).reduce(replaceBetweenMarkers, written)

if (!process.argv.includes('--check')) await writeFile(path, generated)
else if (generated !== written) {
  console.error(`The tables of ${path} are not what the descriptions of the events say: run npm run events.`)
  process.exitCode = 1
}

function replaceBetweenMarkers(text: string, [name, table]: [string, string]): string {
  const [begin, end] = [`<!-- generated: ${name} -->`, '<!-- end -->']
  const from = text.indexOf(begin)
  const to = text.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`${path} has no ${begin} … ${end}`)
  return `${text.slice(0, from)}${begin}\n${table}\n${text.slice(to)}`
}
