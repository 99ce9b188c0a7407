/** What stands in the document of a policy, in each language. */
export type DocumentTexts = {
  locale: string
  title: string
  number: string
  soldOn: string
  soldBy: string
  holder: string
  taxId: string
  address: string
  cover: string
  covers: string
  premium: string
  total: string
  terms: string
  /** Paragraphs. */
  conditions: readonly string[]
  page: (page: number, of: number) => string
}

const en: DocumentTexts = {
  locale: 'en-GB',
  title: 'Insurance policy',
  number: 'Policy number',
  soldOn: 'Sold on',
  soldBy: 'Agent',
  holder: 'Policy holder',
  taxId: 'Tax id',
  address: 'Address',
  cover: 'Period of cover',
  covers: 'Covers',
  premium: 'Premium',
  total: 'Total premium',
  terms: 'Terms',
  conditions: [
    'The cover begins at the start of the first day and lasts until the end of the last day of the period.',
    'The premium is due on the first day of the cover.',
    'The policy can be terminated on any day of its cover. Each cover keeps its premium for the days that were used; the rest of the total is paid back.',
    'This document shows the policy as it was sold. A later termination does not change it.',
  ],
  page: (page, of) => `Page ${page} of ${of}`,
}

const pl: DocumentTexts = {
  locale: 'pl-PL',
  title: 'Polisa ubezpieczeniowa',
  number: 'Numer polisy',
  soldOn: 'Data sprzedaży',
  soldBy: 'Agent',
  holder: 'Ubezpieczający',
  taxId: 'Numer podatkowy',
  address: 'Adres',
  cover: 'Okres ochrony',
  covers: 'Zakres ochrony',
  premium: 'Składka',
  total: 'Składka łączna',
  terms: 'Warunki',
  conditions: [
    'Ochrona zaczyna się z początkiem pierwszego dnia i trwa do końca ostatniego dnia okresu.',
    'Składka jest płatna w pierwszym dniu ochrony.',
    'Polisę można rozwiązać w każdym dniu ochrony. Za każdy wykorzystany dzień składka pozostaje należna, a resztę zwracamy.',
    'Dokument pokazuje polisę w chwili sprzedaży. Późniejsze rozwiązanie go nie zmienia.',
  ],
  page: (page, of) => `Strona ${page} z ${of}`,
}

export const documentTexts = { EN: en, PL: pl }
export type DocumentLanguage = keyof typeof documentTexts
