import { entry as english } from './en/entry.ts'
import type { Translated } from './translated.ts'

/** The languages of the app, by their ISO 639-1 codes. */
export type Language = 'en' | 'pl'

/** What each is called by those who speak it, and by whose habits it writes dates, numbers and money. */
export const languages = {
  en: { name: 'English', locale: 'en-GB' },
  pl: { name: 'Polski', locale: 'pl-PL' },
} as const satisfies Record<Language, { name: string; locale: string }>

export const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && Object.hasOwn(languages, value)

export const languageList: readonly Language[] = Object.keys(languages).filter(isLanguage)

type Entry = typeof english
type App = typeof import('./en/app.ts').app

/** Every text by its key, in English: what the other languages have to have. */
export type English = Entry & App

export type TextKey = keyof English

/** What is needed before somebody has signed in. The first page has it in English. */
export const importEntry: Record<Language, () => Promise<Translated<Entry>>> = {
  en: async () => english,
  pl: () => import('./pl/entry.ts').then(({ entry }) => entry),
}

export { english }

/** What whoever has signed in sees. */
export const importApp: Record<Language, () => Promise<Translated<App>>> = {
  en: () => import('./en/app.ts').then(({ app }) => app),
  pl: () => import('./pl/app.ts').then(({ app }) => app),
}
