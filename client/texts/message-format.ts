import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'

/** What formats an ICU message by the habits of a locale, a BCP 47 tag. */
export const formatOf = (text: string | MessageFormatElement[], locale: string): IntlMessageFormat =>
  new IntlMessageFormat(text, locale)
