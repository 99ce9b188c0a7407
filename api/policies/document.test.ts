import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import { policyDocument } from './document.ts'
import type { ActivePolicy } from './policy.ts'
import { aHolder } from './testing.ts'

const policy: ActivePolicy = {
  status: 'ACTIVE',
  shortNumber: 'P-2741-8836-5',
  number: '028310e0-96cc-43f4-9c83-c33f370bd8a3',
  offerNumber: 'offer-1',
  productCode: 'TRI',
  productVersion: 1,
  tariffVersion: 1,
  agent: 'jimmy.solid',
  holder: aHolder({ firstName: 'Zażółć', lastName: 'Gęślą-Jaźń' }),
  soldAt: new Date('2026-05-20T10:00:00.000Z'),
  agreed: {
    number: 1,
    coverFrom: dayOf('2026-06-01'),
    coverTo: dayOf('2026-06-11'),
    covers: [{ code: 'C1', name: 'Luggage', premium: centsOf(7_200) }],
    totalPremium: centsOf(7_200),
  },
}
const documented = { policy, productName: 'Safe Traveller', agentName: 'Jimmy Solid' }

test('the document of a policy MUST say what was sold to whom, with Polish letters, in either language', async () => {
  for (const [language, title] of [
    ['EN', 'Insurance policy'],
    ['PL', 'Polisa ubezpieczeniowa'],
  ] as const) {
    const text = textOf(await policyDocument(documented, language))
    for (const part of [
      title,
      'P-2741-8836-5',
      'Safe Traveller',
      'Jimmy Solid',
      'Zażółć Gęślą-Jaźń',
      'Luggage',
      '2026',
    ])
      expect(text).toContain(part)
    expect(text).toMatch(language === 'EN' ? /€72\.00/ : /72,00/)
  }
})

test('the same policy MUST give the same bytes', async () => {
  const [once, again] = [await policyDocument(documented, 'PL'), await policyDocument(documented, 'PL')]
  expect(again.equals(once)).toBe(true)
})

/** What a reader of the document sees, by the Unicode maps of its fonts (ISO 32000-1, 9.10.3). */
function textOf(pdf: Buffer): string {
  const streams = [...pdf.toString('latin1').matchAll(/(<<[\s\S]*?>>)\s*stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(
    ([, dictionary = '', data = '']) => {
      const bytes = Buffer.from(data, 'latin1')
      return dictionary.includes('FlateDecode') ? inflateSync(bytes).toString('latin1') : data
    },
  )
  const maps = streams.filter((stream) => stream.includes('begincmap')).map(lettersOf)
  const shown = streams.filter((stream) => stream.includes(' TJ') || stream.includes(' Tj'))
  // Each font numbers its letters by itself: what one cannot read another can.
  return maps.flatMap((letters) => shown.map((stream) => readBy(letters, stream))).join('\n')
}

function lettersOf(cmap: string): string[] {
  const [, list = ''] = /beginbfrange\s*<\w+>\s*<\w+>\s*\[([^\]]*)\]/.exec(cmap) ?? []
  return [...list.matchAll(/<(\w+)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le'))
}

function readBy(letters: readonly string[], stream: string): string {
  return [...stream.matchAll(/\[([^\]]*)\] TJ/g)]
    .map(([, shown = '']) =>
      [...shown.matchAll(/<(\w+)>/g)]
        .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
        .map((code) => letters[Number.parseInt(code, 16)] ?? '')
        .join(''),
    )
    .join('')
}
