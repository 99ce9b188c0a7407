/*
 * Every text that the app shows, in English and Polish, as ICU messages (https://unicode-org.github.io/icu/userguide/format_parse/messages).
 *
 * To add one: a key that begins with its subject in en/<subject>.ts, the same key in pl/<subject>.ts, and in a component
 *
 *   const t = useTexts()
 *   t('rooms.join')
 *   t('rooms.membersNamed', { count, room })       // 'rooms.membersNamed': '{count, plural, one {# member} other {# members}} of {room}'
 *
 * A missing key, and a missing or unknown argument, do not compile. Sentences are whole: never join two of them, since
 * other languages have another order. Polish plurals have `one`, `few`, `many` and `other`. Functions that are no
 * components use `text`; a component that shows what they return, or a date or a sum of lib/format.ts, calls `useTexts`
 * to be drawn again when the language changes.
 */
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import type { IntlMessageFormat } from 'intl-messageformat'
import { createElement, Fragment, type ReactNode } from 'react'
import { loadPart } from '../lib/load-part.ts'
import { createStore, useStore } from '../lib/store.ts'
import { type English, english, importApp, importEntry, type Language, languages, type TextKey } from './catalogues.ts'
import type { ArgumentsOf, TagsOf } from './message-arguments.ts'
import { isPlain } from './plain-text.ts'

type Values<Key extends TextKey> = ArgumentsOf<English[Key]>

/** The text of a key with its arguments, in the language that is shown. */
export type Translate = <Key extends TextKey>(
  key: Key,
  ...values: keyof Values<Key> extends never ? [] : [Values<Key>]
) => string

/** As it is written; the build has parsed those that are more than plain text. */
type Message = string | MessageFormatElement[]

type Messages = Readonly<Record<string, Message>>

type Shown = { language: Language; texts: Messages; messageOf(key: string): IntlMessageFormat | string; t: Translate }

function shownIn(language: Language, texts: Messages): Shown {
  const known = new Map<string, IntlMessageFormat | string>()
  const messageOf = (key: string): IntlMessageFormat | string => {
    const found = known.get(key) ?? messageFrom(texts[key] ?? key, language)
    known.set(key, found)
    return found
  }
  const t: Translate = (key, ...[values]) => {
    const message = messageOf(key)
    return typeof message === 'string' ? message : String(message.format(values))
  }
  return { language, texts, messageOf, t }
}

/** What formats texts that are more than plain: it comes with those of the app, as all that need it do. */
let formatOf: typeof import('./message-format.ts').formatOf | null = null

function messageFrom(text: Message, language: Language): IntlMessageFormat | string {
  if (isPlain(text)) return text
  if (!formatOf) throw new Error(`The texts of the app are not there yet: ${JSON.stringify(text)}`)
  return formatOf(text, languages[language].locale)
}

const shown = createStore(shownIn('en', english))

let wanted: Language = 'en'
let appIsNeeded = false

const entries = new Map<Language, Messages>([['en', english]])
const wholes = new Map<Language, Messages>()

/** The texts to show in a language, if they are there. */
const loaded = (language: Language): Messages | undefined => (appIsNeeded ? wholes : entries).get(language)

async function load(language: Language): Promise<void> {
  const app = appIsNeeded && Promise.all([importApp[language](), import('./message-format.ts')])
  const entry = await importEntry[language]()
  entries.set(language, entry)
  if (!app) return
  const [texts, format] = await app
  formatOf = format.formatOf
  wholes.set(language, { ...entry, ...texts })
}

/** Shows another language, at once where its texts are there, and otherwise as soon as they have come. */
export async function showLanguage(language: Language): Promise<void> {
  wanted = language
  if (!loaded(language)) await loadPart(() => load(language))
  const texts = loaded(language)
  // Another one may have been asked for meanwhile.
  if (!texts || wanted !== language) return
  if (typeof document !== 'undefined') document.documentElement.lang = language
  if (texts !== shown.get().texts) shown.set(shownIn(language, texts))
}

/** Resolves when the texts of the app are there, beside those of the log-in screen. */
export async function loadAppTexts(): Promise<void> {
  appIsNeeded = true
  await showLanguage(wanted)
}

/** The language that is shown. */
export const language = (): Language => shown.get().language

/** Whether a text is there: before somebody has signed in only those are that may be needed then. */
export const hasText = (key: TextKey): boolean => key in shown.get().texts

/** By whose habits dates, numbers and money are written, as a BCP 47 tag. */
export const locale = (): string => languages[language()].locale

/** The text of a key, for what is no component. */
export const text: Translate = (key, ...values) => shown.get().t(key, ...values)

/** The language that is shown, for a component. */
export const useLanguage = (): Language => useStore(shown).language

/** `text` for a component, which is drawn again when the language changes; another function then. */
export const useTexts = (): Translate => useStore(shown).t

type Nodes<Key extends TextKey> = { [Name in keyof Values<Key>]: ReactNode } & {
  [Tag in TagsOf<English[Key]>]: (content: ReactNode[]) => ReactNode
}

/** A text with elements in it: as values, and around what stands between tags. For components that call `useTexts`. */
export function richText<Key extends TextKey>(key: Key, values: Nodes<Key>): ReactNode {
  const message = shown.get().messageOf(key)
  if (typeof message === 'string') return message
  const parts = message.format<ReactNode>(values)
  return Array.isArray(parts) ? createElement(Fragment, null, ...parts) : parts
}
