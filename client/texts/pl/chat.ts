import type { chat as english } from '../en/chat.ts'
import type { Translated } from '../translated.ts'

export const chat: Translated<typeof english> = {
  'chat.yourRooms': 'Twoje pokoje',
  'chat.noRoom': 'Nie ma takiego pokoju',
  'chat.room': 'Pokój',
  'chat.notFound': 'Nie znaleziono wiadomości.',
  'chat.loading': 'Wczytywanie wiadomości',
  'chat.empty': 'Nie ma jeszcze wiadomości',
  'chat.emptyAbout': 'Przywitaj się: wszyscy w pokoju zobaczą to od razu.',
  'chat.olderFailed': 'Nie udało się wczytać starszych wiadomości. Spróbuj ponownie',
  'chat.loadingOlder': 'Wczytywanie starszych wiadomości',
  'chat.beginning': 'Tutaj zaczyna się ten pokój',
  'chat.messagesIn': 'Wiadomości: {room}',
  'chat.newMessages':
    '{count, plural, one {# nowa wiadomość} few {# nowe wiadomości} many {# nowych wiadomości} other {# nowej wiadomości}}',
  'chat.newSince':
    '{count, plural, one {# nowa od: {when}} few {# nowe od: {when}} many {# nowych od: {when}} other {# nowej od: {when}}}',
  'chat.jumpToLatest': 'Przejdź do najnowszych',
  'chat.announced': 'Nowe wiadomości',
  'chat.said': '{name}: {text}',
}
