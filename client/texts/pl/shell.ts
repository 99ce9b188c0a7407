import type { shell as english } from '../en/shell.ts'
import type { Translated } from '../translated.ts'

export const shell: Translated<typeof english> = {
  'shell.account': 'Konto',
  'shell.accountOf': 'Konto: {name}',
  'shell.accountOfQuiet': 'Konto: {name}, nie przeszkadzać',
  'shell.preferences': 'Ustawienia',
  'shell.profile': 'Profil i status',
  'shell.shortcuts': 'Skróty klawiszowe',
  'shell.logOut': 'Wyloguj się',
  'shell.stillSignedIn': 'Nie wylogowano',
  'shell.cannotLogOut': 'Nie można się wylogować: brak połączenia z Parley.',
  'shell.nextTry': 'Następna próba za {seconds} s.',
  'shell.trying': 'Trwa próba…',
  'shell.retryNow': 'Spróbuj teraz',
  'shell.connecting': 'Łączenie…',
  'shell.notReached': 'Nadal brak połączenia z Parley.',
  'shell.lost': 'Utracono połączenie. Wiadomości czekają tutaj na wysłanie.',
  'shell.offline': 'Jesteś offline. Wiadomości zostaną wysłane po odzyskaniu połączenia.',
  'shell.catchingUp': 'Nadrabianie zaległości…',
  'shell.catchingUpWith':
    'Nadrabianie zaległości ({count, plural, one {# nowy wpis} few {# nowe wpisy} many {# nowych wpisów} other {# nowego wpisu}})…',
  'shell.main': 'Menu główne',
  'shell.chat': 'Czat',
  'shell.sell': 'Sprzedaż',
  'shell.policies': 'Polisy',
  'shell.sales': 'Wyniki',
  'shell.notifications': 'Powiadomienia',
  'shell.admin': 'Admin',
  'shell.unreadMessages':
    '{count, plural, one {# nieprzeczytana wiadomość} few {# nieprzeczytane wiadomości} many {# nieprzeczytanych wiadomości} other {# nieprzeczytanej wiadomości}}',
  'shell.unreadNotifications':
    '{count, plural, one {# nieprzeczytane powiadomienie} few {# nieprzeczytane powiadomienia} many {# nieprzeczytanych powiadomień} other {# nieprzeczytanego powiadomienia}}',
  'shell.forYou': 'do Ciebie: {count}',
  'shell.skip': 'Przejdź do treści',
  'shell.peopleAndNews': 'Osoby i najnowsze informacje',
  'shell.ended': 'Sesja wygasła',
  'shell.endedAbout': 'Zaloguj się ponownie, aby kontynuować. Nic z tego, co napisano, nie przepadło.',
  'shell.notYou': 'To nie {name}? Wyjdź',
  'shell.home': 'Start',
}
