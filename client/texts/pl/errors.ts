import type { errors as english } from '../en/errors.ts'
import type { Translated } from '../translated.ts'

export const errors: Translated<typeof english> = {
  'error.wrong': 'Coś poszło nie tak.',
  'error.unreachable': 'Brak połączenia z Parley.',
  'error.FORBIDDEN': 'Brak uprawnień do tej operacji.',
  'error.INVALID_CREDENTIALS': 'Nieprawidłowy login lub hasło.',
  'error.RATE_LIMITED': 'Za dużo naraz. Spróbuj ponownie za chwilę.',
  'error.SESSION_EXPIRED': 'Sesja wygasła. Zaloguj się ponownie.',
  'error.TOO_MANY_ATTEMPTS': 'Zbyt wiele prób. Odczekaj chwilę i spróbuj ponownie.',
  'error.UNAUTHENTICATED': 'Najpierw się zaloguj.',
  'error.UNAVAILABLE': 'Parley jest chwilowo niedostępne. Spróbuj ponownie za chwilę.',
}
