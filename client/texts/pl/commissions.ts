import type { commissions as english } from '../en/commissions.ts'
import type { Translated } from '../translated.ts'

export const commissions: Translated<typeof english> = {
  'commissions.title': 'Prowizje',
  'commissions.about': 'Co agenci zarabiają na sprzedaży',
  'commissions.filters': 'Które prowizje są pokazane',
  'commissions.month': 'Miesiąc',
  'commissions.allMonths': 'Wszystkie miesiące',
  'commissions.loading': 'Wczytywanie prowizji',
  'commissions.nothing': 'Nie ma jeszcze prowizji',
  'commissions.nothingAbout': 'Za każdą sprzedaną polisę agent dostaje część składki.',
  'commissions.total':
    '{count, plural, one {# prowizja} few {# prowizje} many {# prowizji} other {# prowizji}}, razem {total}',
  'commissions.kind.SALE': '{percent} z {base}',
  'commissions.kind.TERMINATION': 'Cofnięte: {percent} z {base}',
  'commissions.byAgent': 'Według agentów',
  'commissions.number': 'Liczba',
  'commissions.earned': 'Zarobione',
  'commissions.rates': 'Prowizja od produktu',
  'commissions.ratesAbout': 'Część składki. Zmiana dotyczy tego, co zostanie sprzedane później.',
  'commissions.rateOf': 'Prowizja w procentach: {product}',
  'commissions.setRate': 'Zmień',
  'commissions.percentForm': 'Podaj liczbę od 0 do 100, na przykład 12.5.',
  'commissions.commission': 'Prowizja',
}
