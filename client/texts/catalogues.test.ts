import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { app as englishApp } from './en/app.ts'
import { entry as englishEntry } from './en/entry.ts'
import { app as polishApp } from './pl/app.ts'
import { entry as polishEntry } from './pl/entry.ts'
import { isPlain } from './plain-text.ts'

const english: Record<string, string> = { ...englishEntry, ...englishApp }
const polish: Record<string, string> = { ...polishEntry, ...polishApp }
const keys = Object.keys(english)

/** Every element of a message, those within branches and tags too. */
const elementsOf = (elements: readonly MessageFormatElement[]): MessageFormatElement[] =>
  elements.flatMap((element) => {
    if (element.type === TYPE.tag) return [element, ...elementsOf(element.children)]
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element]
    return [element, ...Object.values(element.options).flatMap(({ value }) => elementsOf(value))]
  })

const parsed = (text: string): MessageFormatElement[] => elementsOf(parse(text, { requiresOtherClause: true }))

/** The arguments and tags that a message needs, each with its kind. */
const needsOf = (text: string): string[] => {
  const named = parsed(text).flatMap((element) =>
    element.type === TYPE.literal || element.type === TYPE.pound ? [] : [`${TYPE[element.type]} ${element.value}`],
  )
  return [...new Set(named)].sort()
}

const pluralsOf = (text: string): string[][] =>
  parsed(text).flatMap((element) => (element.type === TYPE.plural ? [Object.keys(element.options).sort()] : []))

describe('every text', () => {
  test('MUST be an ICU message in each language, which needs the same arguments and tags', () => {
    const different = keys.filter((key) => {
      const needs = (text = '') => JSON.stringify(needsOf(text))
      return needs(english[key]) !== needs(polish[key])
    })
    expect(different).toEqual([])
  })

  test('MUST exist once, in both languages', () => {
    const written = (language: string) =>
      globSync(`${language}/*.ts`, { cwd: import.meta.dirname }).flatMap((file) =>
        [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/^ {2}'([\w.]+)':/gm)].map(([, key]) => key),
      )
    expect(written('en').sort()).toEqual([...keys].sort())
    expect(written('pl').sort()).toEqual([...keys].sort())
  })

  test('MUST be plain where nobody has signed in, for nothing is there yet that could format it', () => {
    const texts = [...Object.values(englishEntry), ...Object.values(polishEntry)]
    expect(texts.filter((text) => !isPlain(text))).toEqual([])
  })

  test('MUST be used', () => {
    const client = join(import.meta.dirname, '..')
    const files = globSync('**/*.{ts,tsx}', { cwd: client, exclude: ['dist', 'gql', 'specs', 'texts/en', 'texts/pl'] })
    const code = files.map((file) => readFileSync(join(client, file), 'utf8')).join('\n')
    const begun = [...code.matchAll(/`([\w.]+\.)\$\{/g)].flatMap(([, prefix]) => prefix ?? [])
    const unused = keys.filter((key) => !code.includes(`'${key}'`) && !begun.some((prefix) => key.startsWith(prefix)))
    expect(unused).toEqual([])
  })
})

test('every Polish plural MUST have a form for one, few, many and other', () => {
  const forms = ['few', 'many', 'one', 'other']
  const wrong = keys.filter((key) =>
    pluralsOf(polish[key] ?? '').some((options) => forms.some((form) => !options.includes(form))),
  )
  expect(wrong).toEqual([])
})
