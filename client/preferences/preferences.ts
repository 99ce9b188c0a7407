import type { Client, CombinedError } from 'urql'
import type { Preferences_PreferencesFragment, SetPreferencesInput } from '../gql/graphql.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { createStore } from '../lib/store.ts'
import { openTabs } from '../lib/tabs.ts'
import { createTimer } from '../lib/timer.ts'
import { connection } from '../network/connection.ts'
import { failureText } from '../network/failure.ts'
import type { MutationContext } from '../network/mutations.ts'
import { type Language, languageList } from '../texts/catalogues.ts'
import { chooseLanguage, takeChosenSignedOut } from '../texts/language.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { text } from '../texts/texts.ts'
import { asSentence } from '../ui/field-errors.ts'

const Preferences_preferences = graphql(`
  fragment Preferences_preferences on Preferences {
    showTyping
    sounds
    desktopNotifications
    doNotDisturbUntil
    quietHours { weekday from to }
    timeZone
    language
    quiet
    quietChangesAt
  }
`)

const PreferencesQuery = graphql(`query Preferences { preferences { ...Preferences_preferences } }`)

const SetPreferences = graphql(`
  mutation SetPreferences($input: SetPreferencesInput!) {
    setPreferences(input: $input) {
      __typename
      ... on SetPreferencesSuccess { preferences { ...Preferences_preferences } }
      ... on InvalidInput { fields { path message } }
      ... on Refusal { code message }
    }
  }
`)

export type Preferences = Preferences_PreferencesFragment

type State = { preferences: Preferences | null; error: CombinedError | null }

export const languageCodes = { en: 'EN', pl: 'PL' } as const satisfies Record<Language, string>

/** Null where it is the browser's. */
function languageOf({ language }: Pick<Preferences, 'language'>): Language | null {
  return languageList.find((each) => languageCodes[each] === language) ?? null
}

const repeatable: MutationContext = { repeatable: true }

/** In milliseconds: the server's clock decides what is quiet, and ours may be ahead of it. */
const soonest = 15_000
/** In milliseconds: browsers wait no longer. */
const latest = 2 ** 31 - 1

/**
 * The agent's preferences. They are read again at every connection, when the page comes into sight, when quiet begins or
 * ends, and when another tab has changed them.
 */
export function createPreferences(client: Client) {
  const store = createStore<State>({ preferences: null, error: null })
  const timer = createTimer(() => ask())
  let started = false
  /** Counts changes: an answer to what was asked before one is too old. */
  let changes = 0
  const tabs = openTabs<'changed'>('parley-preferences', () => ask())

  function put(preferences: Preferences): void {
    store.set({ preferences, error: null })
    const { quietChangesAt } = preferences
    timer.stop()
    if (started && quietChangesAt)
      timer.start(Math.min(latest, Math.max(soonest, Date.parse(quietChangesAt) - Date.now())))
  }

  async function ask(): Promise<void> {
    const before = changes
    const { data, error } = await client.query(PreferencesQuery, {}, { requestPolicy: 'network-only' }).toPromise()
    if (before !== changes) return
    if (data) takeLanguage(readFragment(Preferences_preferences, data.preferences))
    else store.set({ ...store.get(), error: error ?? null })
  }

  /** The language of the preferences is shown, unless another one was chosen just before signing in: it is kept then. */
  function takeLanguage(preferences: Preferences): void {
    put(preferences)
    const chosen = takeChosenSignedOut()
    if (chosen) change({ language: languageCodes[chosen] })
    else chooseLanguage(languageOf(preferences))
  }

  /** Shows the change at once. Resolves with null, or why it was not made. */
  async function change(input: SetPreferencesInput): Promise<string | null> {
    const { preferences } = store.get()
    const mine = ++changes
    if (preferences) store.set({ preferences: { ...preferences, ...withoutNulls(input) }, error: null })
    const { data, error } = await client.mutation(SetPreferences, { input }, repeatable).toPromise()
    const result = data?.setPreferences
    if (result?.__typename === 'SetPreferencesSuccess') {
      // Another change may be on its way, whose answer has both.
      if (mine === changes) put(readFragment(Preferences_preferences, result.preferences))
      tabs.send('changed')
      return null
    }
    if (mine === changes) await ask()
    if (result?.__typename === 'Refusal') return refusalText(result)
    if (result) return result.fields.map(({ message }) => asSentence(text('preferences.field'), message)).join(' ')
    return failureText(error)
  }

  function start(): () => void {
    started = true
    let { generation } = connection.get()
    const stopWatching = connection.subscribe(() => {
      if (connection.get().generation === generation) return
      generation = connection.get().generation
      ask()
    })
    const look = () => void (!document.hidden && ask())
    document.addEventListener('visibilitychange', look)
    ask()
    return () => {
      started = false
      timer.stop()
      stopWatching()
      document.removeEventListener('visibilitychange', look)
      tabs.close()
    }
  }

  return { store, ask, change, start }
}

/** Null ends do not disturb and takes the language back; it leaves everything else as it is. */
function withoutNulls(input: SetPreferencesInput): Partial<Preferences> {
  const { doNotDisturbUntil, language, ...others } = input
  const given = Object.entries(others).filter(([, value]) => value != null)
  return {
    ...Object.fromEntries(given),
    ...(doNotDisturbUntil === undefined ? {} : { doNotDisturbUntil }),
    ...(language === undefined ? {} : { language }),
  }
}
