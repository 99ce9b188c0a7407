import { basename } from 'node:path'
import { parse } from '@formatjs/icu-messageformat-parser'
import type { Plugin } from 'vite'
import { isPlain } from '../texts/plain-text.ts'

/** The texts of one subject in one language, not the files that gather them. */
const catalogue = /\/client\/texts\/[a-z]{2}\/(?!entry|app)[\w-]+\.ts$/

/** Parses those texts of the catalogues that are more than plain, so that the first page need not bring the parser of ICU messages. */
export const parseTexts = (): Plugin => ({
  name: 'parse-texts',
  apply: 'build',
  enforce: 'pre',
  config: () => ({
    resolve: { alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' } },
  }),
  transform: {
    filter: { id: catalogue },
    handler: async (_, id) => ({ code: parsed(basename(id), await import(id)), map: null }),
  },
})

function parsed(file: string, catalogues: Record<string, Record<string, string>>): string {
  return Object.entries(catalogues)
    .map(([name, texts]) => {
      const messages = Object.entries(texts).map(([key, text]) => [key, isPlain(text) ? text : parse(text)])
      if (messages.length === 0) throw new Error(`${file} has no texts`)
      return `export const ${name} = ${JSON.stringify(Object.fromEntries(messages))}`
    })
    .join('\n')
}
