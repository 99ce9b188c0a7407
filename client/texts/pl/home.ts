import type { home as english } from '../en/home.ts'
import type { Translated } from '../translated.ts'

export const home: Translated<typeof english> = {
  'home.title': 'Start',
  'home.about': 'Co na Ciebie czeka i jak idzie dzień',
  'home.ending': 'Kończą się w ciągu {days} dni',
  'home.noneEnding': 'Żadna z Twoich polis nie kończy się w ciągu {days} dni.',
  'home.seePolicies': 'Zobacz swoje polisy',
  'home.offers': 'Otwarte oferty',
  'home.newPrice': 'Nowa wycena',
  'home.loadingOffers': 'Wczytywanie ofert',
  'home.calculate': 'Oblicz cenę',
  'home.noOffers': 'Nie ma otwartych ofert. Obliczona cena czeka tutaj, aż zostanie sprzedana.',
  'home.expiresSoon': 'Wkrótce wygasa',
  'home.sales': 'Dzisiejsza sprzedaż',
  'home.loadingSales': 'Wczytywanie sprzedaży',
  'home.you': 'Ty',
  'home.team': 'Zespół',
  'home.sell': 'Sprzedaj polisę',
  'home.openChat': 'Otwórz czat',
  'home.allRead': 'Wszystko przeczytane. Nowe wiadomości i wzmianki pojawią się tutaj.',
}
