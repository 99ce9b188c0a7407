/** The texts of some English ones in another language: no more and no fewer. */
export type Translated<Texts> = Readonly<Record<keyof Texts, string>>
