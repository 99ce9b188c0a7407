import type { composer as english } from '../en/composer.ts'
import type { Translated } from '../translated.ts'

export const composer: Translated<typeof english> = {
  'composer.messageTo': 'Wiadomość: {room}',
  'composer.send': 'Wyślij',
  'composer.emoji': 'Emoji',
  'composer.people': 'Osoby',
  'composer.length': '{length, number} z {limit, number} znaków',
  'composer.tooLong': '{length, number} z {limit, number} znaków: za długa, by ją wysłać',
  'composer.keys': 'Enter wysyła · Shift+Enter zaczyna nowy wiersz',
  'composer.doNotAnswer': 'Nie odpowiadaj na nią',
  'composer.replyTo': 'Odpowiedź dla: {name}',
  'composer.cancelEditing': 'Anuluj edycję',
  'composer.editMessage': 'Edycja wiadomości',
  'composer.editKeys': 'Enter zapisuje · Esc anuluje',
  'composer.conflict': 'Wiadomość zmieniono w międzyczasie gdzie indziej. Teraz brzmi:',
  'composer.saveMine': 'Zapisz moją wersję',
  'composer.takeNewer': 'Przejmij nowszą treść',
  'composer.deleted': 'Wiadomość została w międzyczasie usunięta.',
  'composer.here': 'wszyscy w pokoju, którzy są online',
  'composer.suggestions':
    '{count, plural, one {# podpowiedź} few {# podpowiedzi} many {# podpowiedzi} other {# podpowiedzi}}',
}
