import type { text as english } from '../en/text.ts'
import type { Translated } from '../translated.ts'

export const text: Translated<typeof english> = {
  'text.offerOf': 'Oferta: {product}',
  'text.validUntil': 'Ważna do: {when}',
  'text.offer.NEW': 'Otwarta',
  'text.offer.EXPIRED': 'Wygasła',
  'text.offer.CONVERTED': 'Sprzedana',
}
