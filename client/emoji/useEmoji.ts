import { useEffect } from 'react'
import { createStore, useStore } from '../lib/store.ts'
import type { Language } from '../texts/catalogues.ts'
import { useLanguage } from '../texts/texts.ts'

type Data = Pick<typeof import('./emoji-data.ts'), 'emoji' | 'byName' | 'categories'>

type Loading = { language: Language } & (
  | { status: 'unasked' | 'loading' | 'failed'; data: null }
  | { status: 'ready'; data: Data }
)

const store = createStore<Loading>({ language: 'en', status: 'unasked', data: null })

const imports: Record<Language, () => Promise<Data>> = {
  en: () => import('./emoji-data.ts'),
  pl: () => import('./emoji-polish.ts'),
}

/** Loads the emoji with their names in a language, once; after a failure once more. */
export async function loadEmoji(wanted: Language): Promise<void> {
  const before = store.get()
  if (before.language === wanted && (before.status === 'loading' || before.status === 'ready')) return
  store.set({ language: wanted, status: 'loading', data: null })
  const isWanted = () => store.get().language === wanted
  try {
    const data = await imports[wanted]()
    if (isWanted()) store.set({ language: wanted, status: 'ready', data })
  } catch {
    if (isWanted()) store.set({ language: wanted, status: 'failed', data: null })
  }
}

/** The emoji; they are loaded for the first component that needs them, and again for another language. */
export function useEmoji(isNeeded = true): Loading {
  const language = useLanguage()
  useEffect(() => {
    if (isNeeded) loadEmoji(language)
  }, [isNeeded, language])
  return useStore(store)
}
