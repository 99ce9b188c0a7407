import { isDay } from '../lib/day.ts'
import { InvalidInput } from '../lib/errors.ts'
import { isBlank } from '../lib/text.ts'
import { fold, foldedWords, wordsOf } from '../lib/words.ts'

/** Words that must follow each other in a message. `prefix` is whether its word may only begin with the last one. */
export type Term = { words: string[]; prefix: boolean }

/** What a message must have to be found. Of several logins or rooms one is enough. */
export type MessageSearch = {
  terms: Term[]
  from: string[]
  /** As they were written: ids or names. */
  in: string[]
  has: ('link' | 'file')[]
  /** The first moment at which it may have been sent, and the first at which not any more. */
  since: Date | null
  before: Date | null
}

const maxCharacters = 500
const maxWords = 30
const dayMs = 86_400_000

// A filter or a word; the value of a filter may stand in quotes, and words in quotes are a phrase.
const part = /(?:(from|in|has|before|after):)?(?:"([^"]*)"?|([^\s"]+))/giu

/**
 * Reads what somebody wrote to find messages: words in any order, each of which begins a word of the message,
 * `"a phrase"`, `from:login` (`from:me`), `in:room` by name or id, `has:link`, `has:file`, and `before:` and `after:` a
 * day, which is left out and counted in UTC. Throws INVALID_INPUT for an empty text and for a filter with a wrong value.
 */
export function readSearch(query: string, viewer: string): MessageSearch {
  if (isBlank(query)) throw refused('Must not be empty.')
  const length = [...query].length
  if (length > maxCharacters) throw refused(`Must have at most ${maxCharacters} characters, got ${length}.`)
  const search: MessageSearch = { terms: [], from: [], in: [], has: [], since: null, before: null }
  for (const [, key, phrase, bare = ''] of query
    .replace(/[„“”]/g, '"')
    .replace(/\p{Cc}/gu, ' ')
    .matchAll(part)) {
    const value = phrase ?? bare
    if (key) addFilter(search, key.toLowerCase(), value, viewer)
    else {
      const words = wordsOf(value).map(({ word }) => word)
      if (words.length > 0) search.terms.push({ words, prefix: phrase === undefined })
    }
  }
  const count = search.terms.reduce((sum, { words }) => sum + words.length, 0) + search.from.length + search.in.length
  if (count > maxWords) throw refused(`Must have at most ${maxWords} words, got ${count}.`)
  return search
}

function addFilter(search: MessageSearch, key: string, value: string, viewer: string): void {
  if (key === 'from') {
    const login = value.replace(/^@/, '').toLowerCase()
    search.from.push(login === 'me' ? viewer.toLowerCase() : login)
  } else if (key === 'in') search.in.push(value.replace(/^#/, ''))
  else if (key === 'has') {
    const what = value.toLowerCase()
    if (what !== 'link' && what !== 'file') throw refused('has: must be followed by link or file.')
    search.has.push(what)
  } else {
    if (!isDay(value)) throw refused(`${key}: must be followed by a day as YYYY-MM-DD.`)
    const day = Date.parse(value)
    if (key === 'before') search.before = new Date(Math.min(day, search.before?.getTime() ?? day))
    else search.since = new Date(Math.max(day + dayMs, search.since?.getTime() ?? 0))
  }
}

const refused = (message: string) => new InvalidInput([{ path: 'query', message }])

/** True for a search of signs alone, which are in no word: it finds nothing. */
export function findsNothing({ terms, from, in: rooms, has, since, before }: MessageSearch): boolean {
  return terms.length + from.length + rooms.length + has.length === 0 && since === null && before === null
}

/** Whether a room is meant: by its id, or by its name, of which each word may be cut short. */
export function isMeant(room: { id: string; name: string }, asked: string): boolean {
  if (room.id === asked) return true
  const name = wordsOf(room.name).map(({ word }) => word)
  const words = wordsOf(asked).map(({ word }) => word)
  return words.length > 0 && words.every((word) => name.some((own) => own.startsWith(word)))
}

/** Of the rooms those that are meant. One whose whole name was given is preferred to those of longer names. */
export function roomsMeant<R extends { id: string; name: string }>(rooms: R[], asked: string[]): R[] {
  if (asked.length === 0) return rooms
  const meant = asked.flatMap((one) => {
    const exact = rooms.filter(({ id, name }) => id === one || (name !== '' && fold(name) === fold(one)))
    return exact.length > 0 ? exact : rooms.filter((room) => isMeant(room, one))
  })
  return [...new Set(meant)]
}

// What becomes a link on screen: web addresses, those without their scheme, and e-mail addresses, where no word is before
// them. All that repeats is bounded or followed by what it cannot contain.
const link =
  /(?<![\p{L}\p{N}_@])(?:https?:\/\/[\p{L}\p{N}[]|www\.[\p{L}\p{N}-]+\.[\p{L}\p{N}])|(?<![\p{L}\p{N}_.+%@-])[\w.+%-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w@-])/iu

/** What a message is found by: its words, by the places at which they stand, and marks, which have no place. */
export type Searchable = { words: Map<string, number[]>; marks: string[] }

export type SearchableMessage = {
  text: string
  author: string
  roomId: string
  attachmentIds?: string[] | null
  /** Of the files that it has. */
  fileNames?: readonly string[]
}

export function searchable({ text, author, roomId, attachmentIds, fileNames = [] }: SearchableMessage): Searchable {
  const words = new Map<string, number[]>()
  let place = 0
  for (const part of [text, ...fileNames]) {
    for (const word of foldedWords(part)) {
      const places = words.get(word)
      if (places) places.push(++place)
      else words.set(word, [++place])
    }
    // A place that no word has: no phrase goes from one into the next.
    place++
  }
  const marks = [mark.room(roomId), mark.from(author)]
  if (link.test(text)) marks.push(mark.has('link'))
  if (attachmentIds && attachmentIds.length > 0) marks.push(mark.has('file'))
  return { words, marks }
}

/** They begin with a sign that no word has. */
export const mark = {
  room: (id: string) => `/room/${id}`,
  from: (login: string) => `/from/${login.toLowerCase().slice(0, 200)}`,
  has: (what: string) => `/has/${what}`,
}
