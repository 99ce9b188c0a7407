import type { people as english } from '../en/people.ts'
import type { Translated } from '../translated.ts'

export const people: Translated<typeof english> = {
  'people.title': 'Osoby',
  'people.lastSeen': 'ostatnio online: {when}',
  'people.you': '(Ty)',
  'people.find': 'Znajdź osobę',
  'people.nameOrLogin': 'Nazwisko lub login',
  'people.nobody': 'Nie ma nikogo o takim nazwisku.',
  'people.nobodyYet': 'Nikogo tu jeszcze nie ma.',
  'people.nobodyElse': 'Nie ma nikogo więcej.',
  'people.others':
    '{count, plural, one {Jeszcze # osoba: wpisz część nazwiska.} few {Jeszcze # osoby: wpisz część nazwiska.} many {Jeszcze # osób: wpisz część nazwiska.} other {Jeszcze # osoby: wpisz część nazwiska.}}',
  'people.loading': 'Wczytywanie osób',
  'people.seeAll': 'Zobacz wszystkich ({count})',
  'people.status': 'Status',
  'people.chosen': 'Wybrane osoby',
  'people.takeOut': 'Usuń z wybranych: {name}',
  'people.message': 'Napisz wiadomość',
  'people.messageTo': 'Napisz do: {name}',
  'people.unknown': 'Brak w spisie',
  'people.people': 'Osoby',
  'people.role.AGENT': 'Agent',
  'people.role.ADMIN': 'Administrator',
  'people.role.SERVICE': 'Usługa',
  'people.presence.ACTIVE': 'online',
  'people.presence.IDLE': 'zaraz wracam',
  'people.presence.OFFLINE': 'offline',
}
