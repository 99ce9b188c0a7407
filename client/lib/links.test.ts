import { expect, test } from 'vitest'
import { linked } from './links.ts'

const hrefs = (text: string) => linked(text).flatMap(({ href }) => href ?? [])

test('the parts MUST add up to the text, whatever is in it', () => {
  for (const text of ['', 'plain', 'https://a.example', 'see https://a.example/x, and (http://b.example).\nend'])
    expect(
      linked(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
})

test('an http address MUST become a link without the punctuation that ends the sentence', () => {
  expect(hrefs('see https://a.example/x?y=1&z=2.')).toEqual(['https://a.example/x?y=1&z=2'])
  expect(hrefs('(https://a.example/x)')).toEqual(['https://a.example/x'])
  expect(hrefs('https://a.example/wiki/A_(b)')).toEqual(['https://a.example/wiki/A_(b)'])
})

test('nothing but http and https MUST become a link', () => {
  expect(hrefs('javascript:alert(1) data:text/html,x file:///etc/passwd mailto:a@b.example www.a.example')).toEqual([])
})

test('an address that hides another host behind a name MUST stay text', () => {
  expect(hrefs('https://parley.example@evil.example/login')).toEqual([])
})
