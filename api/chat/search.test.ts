import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../lib/errors.ts'
import { findsNothing, readSearch, roomsMeant, searchable } from './search.ts'
import { snippetOf } from './snippet.ts'

const read = (query: string) => readSearch(query, 'jimmy.solid')
const refusal = (query: string) => {
  try {
    read(query)
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields
    throw error
  }
  return null
}

describe('a search', () => {
  test('MUST be read with its words, phrases and filters', () => {
    expect(
      read(
        'Łódź from:@Danny.Solid from:me in:"Motor claims" HAS:link "żółty kot" „cicha noc” after:2026-01-31 zak-now',
      ),
    ).toEqual({
      terms: [
        { words: ['lodz'], prefix: true },
        { words: ['zolty', 'kot'], prefix: false },
        { words: ['cicha', 'noc'], prefix: false },
        { words: ['zak', 'now'], prefix: true },
      ],
      from: ['danny.solid', 'jimmy.solid'],
      in: ['Motor claims'],
      has: ['link'],
      since: new Date('2026-02-01'),
      before: null,
    })
    expect(read('before:2026-02-01').before).toEqual(new Date('2026-02-01'))
  })

  test.each([
    ['a filter without a value', 'from: x', ['from', 'x']],
    ['a word with a colon that is no filter', 'https://a.b note:x', ['https a b', 'note x']],
    ['a phrase that is not closed', '"open end', ['open end']],
  ])('MUST take %s for words', (_, query, words) => {
    expect(read(query).terms.map((term) => term.words.join(' '))).toEqual(words)
  })

  test.each([
    ['', 'empty'],
    [' \u200b\n', 'empty'],
    ['has:cats', 'link or file'],
    ['before:2026-02-30', 'YYYY-MM-DD'],
    ['after:yesterday', 'YYYY-MM-DD'],
    ['x'.repeat(501), 'at most 500'],
    ['a '.repeat(31), 'at most 30'],
  ])('%j MUST be refused in words', (query, message) => {
    expect(refusal(query)).toEqual([{ path: 'query', message: expect.stringContaining(message) }])
  })

  test.each(['%', '"', "'", '\\', '(!&|):*', '""'])('of %j alone MUST find nothing', (query) => {
    expect(findsNothing(read(query))).toBe(true)
  })

  test('MUST mean the room whose whole name or id was given, else those whose name has the words', () => {
    const rooms = [
      { id: 'general', name: 'All agents' },
      { id: '1', name: 'Motor' },
      { id: '2', name: 'Szkody motorowe' },
      { id: '3', name: '' },
    ]
    const meant = (...asked: string[]) => roomsMeant(rooms, asked).map(({ id }) => id)
    expect(meant()).toHaveLength(4)
    expect(meant('motor')).toEqual(['1'])
    expect(meant('SZK mot', 'general')).toEqual(['2', 'general'])
    expect(meant('general', 'agents')).toEqual(['general'])
    expect(meant('claims', '%', '')).toEqual([])
  })
})

test.each([
  ['see http://a.example/b', true],
  ['(www.firma.pl)', true],
  ['pisz na anna.nowak@firma.pl.', true],
  ['www. is no address, nor is www.firma', false],
  ['xwww.firma.pl', false],
  ['@jimmy.solid', false],
  ['a@b', false],
  ['https:// alone', false],
])('%j is found as one with a link: %s', (text, isLink) => {
  expect(searchable({ text, author: 'danny', roomId: 'general' }).marks.includes('/has/link')).toBe(isLink)
})

test('a message MUST be searchable by its words, its room, its author and that it has a link', () => {
  const { words, marks } = searchable({ text: 'See https://x.pl: kot, Kot', author: 'Danny', roomId: 'general' })
  expect([...words]).toEqual([
    ['see', [1]],
    ['https', [2]],
    ['x', [3]],
    ['pl', [4]],
    ['kot', [5, 6]],
  ])
  expect(marks).toEqual(['/room/general', '/from/danny', '/has/link'])
})

describe('a snippet', () => {
  const show = (text: string, query: string) => {
    const { snippet, marks } = snippetOf(text, read(query).terms)
    return { snippet, marked: marks.map(({ start, end }) => snippet.slice(start, end)) }
  }

  test('MUST mark the words that were found and no others, whatever their accents', () => {
    expect(show('Żaba i żabka,\nnie kot', 'zab')).toEqual({
      snippet: 'Żaba i żabka, nie kot',
      marked: ['Żaba', 'żabka'],
    })
    expect(show('cicha noc i noc cicha', '"cicha noc"').marked).toEqual(['cicha', 'noc'])
    expect(show('nothing of it', 'from:me')).toEqual({ snippet: 'nothing of it', marked: [] })
  })

  test('MUST show a long text around the first hit, and no half of a character', () => {
    const { snippet, marked } = show(`${'word 🙂'.repeat(200)} Needle ${'🙂'.repeat(400)}`, 'needle')
    expect(marked).toEqual(['Needle'])
    expect(snippet.length).toBeLessThan(330)
    expect([snippet.at(0), snippet.at(-1), snippet.isWellFormed()]).toEqual(['…', '…', true])
    expect(show('🙂'.repeat(500), 'x').snippet.isWellFormed()).toBe(true)
  })
})
