import type { emoji as english } from '../en/emoji.ts'
import type { Translated } from '../translated.ts'

export const emoji: Translated<typeof english> = {
  'emoji.usedLast': 'Ostatnio użyte',
  'emoji.groups': 'Grupy emoji',
  'emoji.notLoaded': 'Nie udało się wczytać emoji.',
  'emoji.find': 'Znajdź emoji',
  'emoji.loading': 'Wczytywanie emoji',
  'emoji.nothing': 'Nie ma emoji o takiej nazwie',
  'emoji.usual': 'Najczęstsze reakcje',
  'emoji.quick.thumbsUp': 'kciuk w górę',
  'emoji.quick.heart': 'czerwone serce',
  'emoji.quick.joy': 'twarz ze łzami radości',
  'emoji.quick.party': 'tuba z konfetti',
  'emoji.quick.thanks': 'złożone dłonie',
  'emoji.quick.eyes': 'oczy',
  'emoji.group.smileys': 'Buźki',
  'emoji.group.people': 'Ludzie',
  'emoji.group.nature': 'Przyroda',
  'emoji.group.food': 'Jedzenie',
  'emoji.group.travel': 'Podróże',
  'emoji.group.activities': 'Aktywności',
  'emoji.group.objects': 'Przedmioty',
  'emoji.group.symbols': 'Symbole',
  'emoji.group.flags': 'Flagi',
}
