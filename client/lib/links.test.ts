import { expect, test } from 'vitest'
import { addressAt, disguisedHost, hrefOf, linked } from './links.ts'

const hrefs = (text: string) => linked(text).flatMap(({ href }) => href ?? [])

test('the parts MUST add up to the text, whatever is in it', () => {
  for (const text of [
    '',
    'plain',
    'https://a.example',
    'see https://a.example/x, and (http://b.example).\nend',
    'a@b.pl!',
  ])
    expect(
      linked(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
})

test.each<[string, string[]]>([
  ['see https://a.example/x?y=1&z=2.', ['https://a.example/x?y=1&z=2']],
  ['(https://a.example/x)', ['https://a.example/x']],
  ['https://a.example/wiki/A_(b)', ['https://a.example/wiki/A_(b)']],
  ['(see https://a.example/wiki/A_(b)).', ['https://a.example/wiki/A_(b)']],
  ['HTTP://A.example', ['http://a.example/']],
  ['www.a.example/x, too', ['https://www.a.example/x']],
  ['ask jan.zak+news@firma.example.pl.', ['mailto:jan.zak+news@firma.example.pl']],
  ['mailto:a@b.example?cc=c@d.example', ['mailto:a@b.example', 'mailto:c@d.example']],
])('an address MUST become a link without the punctuation around it: %s', (text, links) => {
  expect(hrefs(text)).toEqual(links)
})

test.each([
  'javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.example tel:123 //a.example vbscript:x',
  'https:// http://( www. www.a xwww.a.example xhttps://a.example',
  'a@b @b.example a@ a@b.1 a@@b.example @danny.solid',
])('nothing but web and e-mail addresses MUST become a link: %s', (text) => {
  expect(hrefs(text)).toEqual([])
})

test('an address that hides another host behind a name MUST stay text as a whole', () => {
  expect(hrefs('https://parley.example@evil.example/login https://a:b@evil.example')).toEqual([])
  expect(addressAt('https://parley.example@evil.example/', 0)).toBe('https://parley.example@evil.example/')
  expect(hrefOf('https://parley.example@evil.example/')).toBeNull()
})

test.each<[string, string | null]>([
  ['https://zażółć.pl/x', null],
  ['www.a-1.example', null],
  ['https://a.example/яблоко', null],
  ['https://pаrley.example', 'xn--prley-4ve.example'],
  ['https://parley.example⧸evil.example/', 'parley.xn--exampleevil-887h.example'],
])('a host whose text could be taken for another MUST be told: %s', (address, host) => {
  expect(disguisedHost(address, hrefOf(address) ?? '')).toBe(host)
})
