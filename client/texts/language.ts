import { scoped } from '../lib/base.ts'
import { createStore } from '../lib/store.ts'
import { isLanguage, type Language } from './catalogues.ts'
import { showLanguage } from './texts.ts'

const key = () => scoped('parley.language')

/** The language that somebody has chosen in this browser; null is the browser's own. */
export const chosenLanguage = createStore<Language | null>(null)

/** What was chosen while nobody was signed in; undefined for nothing. */
let chosenSignedOut: Language | null | undefined

/** The first of the browser's languages that the app has, else English. */
export function browserLanguage(wanted: readonly string[] = navigator.languages): Language {
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

/** Shows what was chosen in this browser before, or the browser's language; resolves when the log-in screen has its texts. */
export function startLanguage(): Promise<void> {
  chosenLanguage.set(saved())
  return showLanguage(chosenLanguage.get() ?? browserLanguage())
}

/** Shows a language from now on, also after a reload; null the browser's. */
export function chooseLanguage(language: Language | null): void {
  if (language !== chosenLanguage.get()) {
    chosenLanguage.set(language)
    save(language)
  }
  showLanguage(language ?? browserLanguage())
}

/** As `chooseLanguage`, by somebody who is not signed in yet: it becomes a preference of whoever signs in. */
export function chooseSignedOut(language: Language | null): void {
  chosenSignedOut = language
  chooseLanguage(language)
}

/** What was chosen on the log-in screen and is nobody's preference yet; undefined for nothing. It is told once. */
export function takeChosenSignedOut(): Language | null | undefined {
  const chosen = chosenSignedOut
  chosenSignedOut = undefined
  return chosen
}

function saved(): Language | null {
  try {
    const value = localStorage.getItem(key())
    return isLanguage(value) ? value : null
  } catch {
    return null
  }
}

/** Without storage the log-in screen is in the browser's language. */
function save(language: Language | null): void {
  try {
    if (language) localStorage.setItem(key(), language)
    else localStorage.removeItem(key())
  } catch {}
}
