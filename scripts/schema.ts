import { readFile, writeFile } from 'node:fs/promises'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from '../api/schema/schema.ts'

/** Writes the contract as the server has it to schema.graphql; with --check it only compares. */
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`
const written = await readFile('schema.graphql', 'utf8').catch(() => '')

if (!process.argv.includes('--check')) await writeFile('schema.graphql', printed)
else if (printed !== written) {
  console.error(
    `${firstDifference(written, printed)}\nschema.graphql is not what the server serves: run npm run schema.`,
  )
  process.exitCode = 1
}

function firstDifference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const line = now.findIndex((text, index) => text !== old[index])
  return `line ${line + 1}\n- ${old[line] ?? ''}\n+ ${now[line] ?? ''}`
}
