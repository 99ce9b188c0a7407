import { scoped } from '../lib/base.ts'
import { createStore } from '../lib/store.ts'
import { isLanguage, type Language } from './catalogues.ts'
import { showLanguage } from './texts.ts'

const key = () => scoped('parley.language')
const signedOutKey = () => scoped('parley.language-signed-out')

/** The language that somebody has chosen in this browser; null is the browser's own. */
export const chosenLanguage = createStore<Language | null>(null)

/** The first of the browser's languages that the app has, else English. */
export function browserLanguage(wanted: readonly string[] = navigator.languages): Language {
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

/** Shows what was chosen in this browser before, or the browser's language; resolves when the log-in screen has its texts. */
export function startLanguage(): Promise<void> {
  chosenLanguage.set(saved(key()))
  return showLanguage(chosenLanguage.get() ?? browserLanguage())
}

/** Shows a language from now on, also after a reload; null the browser's. */
export function chooseLanguage(language: Language | null): void {
  if (language !== chosenLanguage.get()) {
    chosenLanguage.set(language)
    save(key(), language)
  }
  // What cannot be loaded now is shown in the language before, and asked for again at the next start.
  showLanguage(language ?? browserLanguage()).catch(() => {})
}

/** As `chooseLanguage`, by somebody who is not signed in yet: it becomes a preference of whoever signs in next here. */
export function chooseSignedOut(language: Language): void {
  save(signedOutKey(), language)
  chooseLanguage(language)
}

/** What was chosen on the log-in screen and is nobody's preference yet; null for nothing. It is told once. */
export function takeChosenSignedOut(): Language | null {
  const chosen = saved(signedOutKey())
  save(signedOutKey(), null)
  return chosen
}

function saved(key: string): Language | null {
  try {
    const value = localStorage.getItem(key)
    return isLanguage(value) ? value : null
  } catch {
    return null
  }
}

/** Without storage the log-in screen is in the browser's language. */
function save(key: string, language: Language | null): void {
  try {
    if (language) localStorage.setItem(key, language)
    else localStorage.removeItem(key)
  } catch {}
}
