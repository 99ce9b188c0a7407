import type { ui as english } from '../en/ui.ts'
import type { Translated } from '../translated.ts'

export const ui: Translated<typeof english> = {
  'ui.close': 'Zamknij',
  'ui.cancel': 'Anuluj',
  'ui.save': 'Zapisz',
  'ui.dismiss': 'Zamknij',
  'ui.tryAgain': 'Spróbuj ponownie',
  'ui.showMore': 'Pokaż więcej',
  'ui.showOlder': 'Pokaż starsze',
  'ui.notLoaded': 'Nie udało się wczytać danych',
  'ui.noPage': 'Nie ma takiej strony',
  'ui.noPageTitle': 'Pod tym adresem nic nie ma',
  'ui.noPageAbout': 'Link może być nieaktualny albo zawierać literówkę.',
  'ui.toChat': 'Przejdź do czatu',
  'ui.reloaded': 'Część historii wczytano ponownie',
  'ui.earlier': 'Wcześniej',
  'ui.later': 'Później',
  'ui.leadsTo': 'Prowadzi do {host}',
}
