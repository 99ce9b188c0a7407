import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Day } from '../lib/day.ts'
import { type Cents, formatMoney } from '../lib/money.ts'
import { type DocumentLanguage, type DocumentTexts, documentTexts } from './document-texts.ts'
import type { Policy } from './policy.ts'

/** A policy as it was sold, with the names of its product and of its agent. */
export type Documented = { policy: Policy; productName: string; agentName: string }

/** The policy as PDF: A4, with letters of all European languages. The same policy gives the same bytes. */
export async function policyDocument(documented: Documented, language: DocumentLanguage): Promise<Buffer> {
  const printer = await loadPrinter()
  return printer.createPdf(definitionOf(documented, documentTexts[language])).getBuffer()
}

const fonts = fileURLToPath(import.meta.resolve('pdfmake/fonts/Roboto/Roboto-Regular.ttf'))

/** Loaded when the first document is made: most processes make none. */
async function loadPrinter() {
  const { default: printer } = await import('pdfmake')
  const directory = dirname(fonts)
  printer.setFonts({ Roboto: { normal: fonts, bold: `${directory}/Roboto-Medium.ttf` } })
  printer.setLocalAccessPolicy((path) => dirname(path) === directory)
  printer.setUrlAccessPolicy(() => false)
  return printer
}

function definitionOf({ policy, productName, agentName }: Documented, texts: DocumentTexts): TDocumentDefinitions {
  const { agreed, holder, shortNumber, number, soldAt } = policy
  const { street, zipCode, city, country } = holder.address
  const money = (cents: Cents) =>
    new Intl.NumberFormat(texts.locale, { style: 'currency', currency: 'EUR' }).format(Number(formatMoney(cents)))
  const day = (value: Day | Date) =>
    new Intl.DateTimeFormat(texts.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value))
  return {
    info: {
      title: `${texts.title} ${shortNumber}`,
      creationDate: soldAt,
      modDate: soldAt,
      producer: 'Parley',
      creator: 'Parley',
    },
    pageSize: 'A4',
    pageMargins: [56, 64, 56, 64],
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.25 },
    content: [
      { text: texts.title, fontSize: 11, color: '#5a6b6b' },
      { text: productName, fontSize: 24, bold: true, margin: [0, 2, 0, 18] },
      facts([
        [texts.number, `${shortNumber}\n${number}`],
        [texts.soldOn, day(soldAt)],
        [texts.soldBy, agentName],
        [texts.cover, `${day(agreed.coverFrom)} – ${day(agreed.coverTo)}`],
      ]),
      heading(texts.holder),
      facts([
        ['', `${holder.firstName} ${holder.lastName}`],
        [texts.taxId, holder.taxId],
        [texts.address, `${street}\n${zipCode} ${city}\n${country}`],
      ]),
      heading(texts.covers),
      {
        table: {
          widths: ['*', 'auto'],
          headerRows: 1,
          body: [
            [{ text: '' }, { text: texts.premium, alignment: 'right', color: '#5a6b6b' }],
            ...agreed.covers.map(({ name, premium }): TableCell[] => [
              name,
              { text: money(premium), alignment: 'right' },
            ]),
            [
              { text: texts.total, bold: true },
              { text: money(agreed.totalPremium), alignment: 'right', bold: true },
            ],
          ],
        },
        layout: 'lightHorizontalLines',
      },
      heading(texts.terms),
      ...texts.conditions.map((text): Content => ({ text, margin: [0, 0, 0, 6] })),
    ],
    footer: (page, of) => ({
      text: `${shortNumber} · ${texts.page(page, of)}`,
      alignment: 'center',
      fontSize: 9,
      color: '#5a6b6b',
      margin: [0, 20, 0, 0],
    }),
  }
}

const heading = (text: string): Content => ({ text, fontSize: 14, bold: true, margin: [0, 22, 0, 8] })

const facts = (rows: readonly (readonly [name: string, value: string])[]): Content => ({
  table: { widths: [130, '*'], body: rows.map(([name, value]) => [{ text: name, color: '#5a6b6b' }, value]) },
  layout: 'noBorders',
})
