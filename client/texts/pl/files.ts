import type { files as english } from '../en/files.ts'
import type { Translated } from '../translated.ts'

export const files: Translated<typeof english> = {
  'files.kind.PDF': 'PDF',
  'files.kind.Document': 'Dokument',
  'files.kind.Spreadsheet': 'Arkusz',
  'files.kind.Presentation': 'Prezentacja',
  'files.kind.Archive': 'Archiwum',
  'files.kind.Image': 'Obraz',
  'files.kind.Sound': 'Dźwięk',
  'files.kind.Video': 'Wideo',
  'files.kind.Text': 'Tekst',
  'files.kind.File': 'Plik',
  'files.about': '{kind}, {size}',
  'files.add': 'Dodaj pliki',
  'files.drop': 'Upuść, aby wysłać: {room}',
  'files.previous': 'Poprzedni obraz',
  'files.next': 'Następny obraz',
  'files.position': '{at} z {count}',
  'files.download': 'Pobierz, {size}',
  'files.open': 'Otwórz: {name}',
  'files.toSend': 'Pliki do wysłania',
  'files.willSend': 'Wiadomość zostanie wysłana, gdy tylko się prześlą.',
  'files.uploadOf': 'Przesyłanie: {name}',
  'files.remove': 'Usuń: {name}',
  'files.notArrived': 'Plik nie dotarł.',
  'files.notRead': 'Nie udało się odczytać pliku.',
  'files.tooMany':
    'W jednej wiadomości {most, plural, one {może być najwyżej # plik} few {mogą być najwyżej # pliki} many {może być najwyżej # plików} other {może być najwyżej # pliku}}.',
  'files.empty': 'Ten plik jest pusty.',
  'files.tooLarge': 'Plik jest większy niż {most}, a więcej nie można wysłać.',
  'files.noneLeft': 'Twoje pliki mogą zająć {all} i nie ma już miejsca.',
  'files.tooLittleLeft': 'Twoje pliki mogą zająć {all}, zostało {left}.',
  'files.cannotBeSent':
    'Nie można wysłać {count, plural, one {# pliku} few {# plików} many {# plików} other {# pliku}}: usuń je lub spróbuj ponownie.',
  'files.uploading': 'Przesyłanie {count, plural, one {# pliku} few {# plików} many {# plików} other {# pliku}}…',
}
