import type { signIn as english } from '../en/sign-in.ts'
import type { Translated } from '../translated.ts'

export const signIn: Translated<typeof english> = {
  'signIn.logIn': 'Zaloguj się',
  'signIn.login': 'Login',
  'signIn.loginMissing': 'Podaj login.',
  'signIn.password': 'Hasło',
  'signIn.passwordMissing': 'Podaj hasło.',
  'signIn.showPassword': 'Pokaż hasło',
  'signIn.demo': 'Albo rozejrzyj się jako',
  'signIn.claim': 'Rozmowy, sprzedaż i wiadomości w jednym miejscu.',
  'signIn.highlightChat':
    'Pokoje dla wszystkich i rozmowy w cztery oczy. Każda wiadomość dociera raz i po kolei, także po utracie połączenia.',
  'signIn.highlightNews': 'Każda sprzedaż, wpłata i nowa taryfa, w chwili gdy się pojawia.',
  'signIn.highlightSelling': 'Wycena i sprzedaż polisy w minutę, a przed wypowiedzeniem podgląd zwrotu składki.',
  'signIn.unreachable': 'Brak połączenia z Parley',
  'signIn.tryingAgain': 'Trwa ponawianie próby. Nic nie przepadło.',
  'signIn.starting': 'Uruchamianie',
  'signIn.language': 'Język',
  'signIn.crashed': 'Ta strona przestała działać',
  'signIn.crashedAbout': 'Nic z tego, co wysłano, nie przepadło. Wczytaj stronę ponownie, aby kontynuować.',
  'signIn.loadAgain': 'Wczytaj ponownie',
}
